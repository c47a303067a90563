// The reading room: lines of the transcript move the player, and the line being said is marked.
// Without this module every line is a link that opens the page at its moment.

import { facades } from "./facade.js";
import { follow } from "./follow.js";
import { plain } from "./visiting.js";

const stage = document.querySelector("[data-stage]");

if (stage) {
  const frames = facades(stage);
  const media = stage.querySelector("video, audio");
  const lines = stage.querySelector("[data-lines]");
  const seek = seeker(media, frames[0]);
  if (lines && seek) {
    listen(lines, "a[data-start]", (link) => play(link, link));
  }
  if (seek) {
    // A quote of this very publication plays where its player is.
    listen(document, "a[data-here]", (link) => {
      play(link, lines?.querySelector(`.line[data-start="${link.dataset.start}"]`));
      stage.scrollIntoView();
      media?.focus({ preventScroll: true });
    });
  }
  if (lines && media) {
    follow(media, lines, stage.querySelector("[data-follow]"));
  }

  function play(link, line) {
    if (lines) {
      mark(lines, line?.classList.contains("line") ? line : null);
    }
    history.replaceState(null, "", link.href);
    seek(Number(link.dataset.start));
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
  return frame
    ? (seconds) => {
        frame.openAt(seconds);
        frame.box.firstElementChild.focus();
      }
    : null;
}

function listen(root, wanted, done) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest(wanted);
    if (!link || !plain(event)) {
      return;
    }
    event.preventDefault();
    done(link);
  });
}

function mark(lines, link) {
  lines.querySelector(".line[aria-current]")?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
}
