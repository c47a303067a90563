// The reading room: lines of the transcript move the player, and the line being said is marked.
// Without this module every line is a link that opens the page at its moment.

import { facades } from "./facade.js";
import { follow } from "./follow.js";

const stage = document.querySelector("[data-stage]");

if (stage) {
  const frames = facades(stage);
  const media = stage.querySelector("video, audio");
  const lines = stage.querySelector("[data-lines]");
  const seek = seeker(media, frames[0]);
  if (lines && seek) {
    listen(lines, seek);
  }
  if (lines && media) {
    follow(media, lines, stage.querySelector("[data-follow]"));
  }
}

/** What moves the first player there is: a file in place, else the facade of a platform. */
function seeker(media, frame) {
  if (media) {
    return (seconds) => {
      media.currentTime = seconds;
      // Browsers may refuse to play; the visitor then presses play at the right moment.
      media.play().catch(() => {});
    };
  }
  return frame ? (seconds) => frame.openAt(seconds) : null;
}

function listen(lines, seek) {
  lines.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-start]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) {
      return;
    }
    event.preventDefault();
    mark(lines, link.classList.contains("line") ? link : null);
    history.replaceState(null, "", link.href);
    seek(Number(link.dataset.start));
  });
}

function mark(lines, link) {
  lines.querySelector(".line[aria-current]")?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
}
