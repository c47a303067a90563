// The listening path: each moment from its start to its end in the player of its recording, then the next one.
// Without this module every moment is a link that opens the publication there.

import { facades } from "./facade.js";
import { plain } from "./visiting.js";

const CROSSED = 1.5; // seconds between two signs of a player: more means that the visitor went elsewhere in it

class Listening {
  constructor(path, deck) {
    this.deck = deck;
    this.list = path.querySelector("[data-stops]");
    this.stops = [...path.querySelectorAll("[data-deck-number]")];
    this.boxes = new Map([...deck.querySelectorAll("[data-number]")].map((box) => [box.dataset.number, box]));
    this.frames = new Map(facades(deck).map((frame) => [frame.box.closest("[data-number]"), frame]));
    this.button = deck.querySelector("[data-play]");
    this.opening = this.button.textContent;
    this.current = -1;
    this.watched = new WeakSet();
    deck.hidden = false;
    this.dress(0);
    this.listen(path);
  }

  listen(path) {
    this.button.addEventListener("click", () => this.toggle());
    this.deck.querySelector("[data-back]").addEventListener("click", () => this.go(this.current - 1));
    this.deck.querySelector("[data-next]").addEventListener("click", () => this.go(this.current + 1));
    // The button of a facade builds its player: it is watched from then on.
    this.deck.addEventListener("click", () => this.media && this.watch(this.media));
    path.addEventListener("click", (event) => {
      const link = event.target.closest(".stop-head .quote-link");
      const place = this.stops.indexOf(link?.closest("[data-deck-number]"));
      if (place < 0 || !plain(event)) {
        return;
      }
      event.preventDefault();
      this.go(place);
      this.deck.scrollIntoView({ block: "nearest" });
    });
  }

  get stop() {
    return this.stops[this.current];
  }

  get box() {
    return this.boxes.get(this.stop?.dataset.deckNumber);
  }

  get media() {
    return this.box?.querySelector("video, audio");
  }

  toggle() {
    if (this.current < 0 || this.done) {
      this.go(0);
    } else if (!this.media) {
      this.go(this.current);
    } else if (this.media.paused) {
      this.media.play();
    } else {
      this.media.pause();
    }
  }

  /** Plays that moment; past the last one, says so. */
  go(place) {
    this.media?.pause();
    if (place >= this.stops.length) {
      this.done = true;
      this.tell(this.list.dataset.done);
      this.button.textContent = this.opening;
      return;
    }
    this.done = false;
    this.current = Math.max(0, place);
    this.dress(this.current);
    const { start, end, clock, who, title } = this.stop.dataset;
    const of = this.list.dataset.of.replace("{number}", this.current + 1).replace("{count}", this.stops.length);
    this.tell([`${of} (${clock})`, who, title].filter(Boolean).join(", "));
    this.open(Number(start), Number(end));
  }

  open(start, end) {
    const frame = this.frames.get(this.box);
    if (frame && !frame.box.querySelector("iframe, video")) {
      // Not asked for yet: its button opens it at this moment.
      Object.assign(frame.box.dataset, { start, end });
      return;
    }
    if (frame && !this.media) {
      frame.openAt(start, end);
      return;
    }
    this.watch(this.media);
    this.media.currentTime = start;
    // Browsers may refuse to play; the visitor then presses play at the right moment.
    this.media.play().catch(() => {});
  }

  watch(media) {
    if (this.watched.has(media)) {
      return;
    }
    this.watched.add(media);
    let before = 0;
    media.addEventListener("timeupdate", () => {
      const now = media.currentTime;
      const end = Number(this.stop.dataset.end) || Infinity;
      const crossed = before < end && now >= end && now - before < CROSSED;
      before = now;
      if (media === this.media && !media.paused && crossed) {
        this.go(this.current + 1);
      }
    });
    media.addEventListener("ended", () => media === this.media && this.go(this.current + 1));
    for (const name of ["play", "pause"]) {
      media.addEventListener(name, () => media === this.media && this.label());
    }
  }

  label() {
    if (!this.done) {
      this.button.textContent = this.media.paused ? this.button.dataset.on : this.button.dataset.stop;
    }
  }

  /** The player of that moment in view, the moment marked in the list. */
  dress(place) {
    const wanted = this.boxes.get(this.stops[place].dataset.deckNumber);
    for (const box of this.boxes.values()) {
      box.hidden = box !== wanted;
    }
    for (const stop of this.stops) {
      stop.toggleAttribute("data-playing", this.current >= 0 && stop === this.stops[place]);
    }
    this.stops.forEach((stop) => stop.querySelector(".quote-link").removeAttribute("aria-current"));
    this.stop?.querySelector(".quote-link").setAttribute("aria-current", "true");
  }

  tell(words) {
    this.deck.querySelector("[data-now]").textContent = words;
  }
}

for (const deck of document.querySelectorAll("[data-deck]")) {
  new Listening(deck.closest("[data-path]"), deck);
}
