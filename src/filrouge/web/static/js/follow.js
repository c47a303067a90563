// Marks the line being said and keeps it in view, inside the transcript's own box: the page never moves,
// focus is never taken, and a reader who scrolls is left in peace for a while.

const PEACE = 6000;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function follow(media, lines, control) {
  const cues = [...lines.querySelectorAll(".line")];
  const starts = cues.map((cue) => Number(cue.dataset.start));
  const wanted = control?.querySelector("input");
  let current = cues.findIndex((cue) => cue.hasAttribute("aria-current"));
  let touched = -Infinity;

  if (control) {
    control.hidden = false;
  }
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    lines.addEventListener(name, () => (touched = performance.now()), { passive: true });
  }
  for (const name of ["timeupdate", "seeked"]) {
    media.addEventListener(name, update);
  }

  function update() {
    // A page opened at a moment stays marked there until something plays.
    if (media.paused && media.currentTime === 0) {
      return;
    }
    // A link carries whole seconds: the line it marks may begin a little after the second the player opens at.
    const wait = current >= 0 ? starts[current] - media.currentTime : 0;
    if (wait > 0 && wait < 1) {
      return;
    }
    const index = lastAtOrBefore(starts, media.currentTime + 0.05);
    if (index === current) {
      return;
    }
    cues[current]?.removeAttribute("aria-current");
    cues[index]?.setAttribute("aria-current", "true");
    current = index;
    const left = wanted && !wanted.checked;
    if (index >= 0 && !left && performance.now() - touched > PEACE) {
      show(lines, cues[index]);
    }
  }
}

/** Index of the last start that is not after the instant; -1 before the first. */
function lastAtOrBefore(starts, instant) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= instant) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

function show(box, line) {
  const frame = box.getBoundingClientRect();
  const place = line.getBoundingClientRect();
  const margin = frame.height / 4;
  if (place.top > frame.top + margin && place.bottom < frame.bottom - margin) {
    return;
  }
  const top = box.scrollTop + place.top - frame.top - frame.height / 3;
  box.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
}
