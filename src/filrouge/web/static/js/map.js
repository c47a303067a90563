// The map under the hand: nearer and farther, moved, walked on with the keys, a publication looked at in place.
// Without this module the map is a picture whose points are links, and the list below says the same.

import { nearness } from "./nearness.js";
import { pageAt, plain } from "./visiting.js";
import { placeOf, walker } from "./walking.js";

const board = document.querySelector("[data-board]");
const svg = board.querySelector("[data-map]");
const said = document.querySelector("[data-said]");
const view = nearness(svg);
const walk = walker(svg);
let asked = null;

board.tabIndex = 0;
board.setAttribute("role", "application");
board.setAttribute("aria-label", board.dataset.name);
board.setAttribute("aria-describedby", board.dataset.keys);
document.getElementById(board.dataset.keys).hidden = false;
const tools = document.querySelector("[data-tools]");
tools.hidden = false;
tools.addEventListener("click", (event) => view.go(event.target.closest("[data-zoom]")?.dataset.zoom));

if (walk.current) {
  view.hold([...svg.querySelectorAll("[data-focus] :is(.near, .here)")].map(placeOf));
}

document.querySelector("[data-carte]").addEventListener("click", (event) => {
  const link = event.target.closest("[data-board] a[data-slug], [data-panel] a[data-slug], [data-let-go]");
  if (!link || !plain(event)) {
    return;
  }
  event.preventDefault();
  if (link.dataset.slug && link.dataset.slug === walk.current?.slug) {
    open();
    return;
  }
  look(link.dataset.slug ?? "", { focus: Boolean(link.closest("[data-panel]")) });
});

board.addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey) {
    return;
  }
  const done = keys[event.key];
  if (done) {
    event.preventDefault();
    done();
  }
});

const keys = {
  ArrowLeft: () => step(-1, 0),
  ArrowRight: () => step(1, 0),
  ArrowUp: () => step(0, -1),
  ArrowDown: () => step(0, 1),
  Enter: () => walk.current && open(),
  Escape: () => (walk.current ? look("") : view.go("all")),
  "+": () => view.go("in"),
  "=": () => view.go("in"),
  "-": () => view.go("out"),
  0: () => view.go("all"),
};

addEventListener("popstate", () => location.reload());

function step(x, y) {
  const spot = walk.towards(x, y, view.middle());
  if (spot) {
    view.show(spot);
    look(spot.slug, { walking: true });
  }
}

function open() {
  location.assign(walk.current.open);
}

/** Shows the links of a publication, or none. Any failure follows the link. */
async function look(slug, { focus = false, walking = false } = {}) {
  walk.to(slug);
  const address = new URL(location.href);
  if (slug) {
    address.searchParams.set("publication", slug);
  } else {
    address.searchParams.delete("publication");
  }
  asked?.abort();
  asked = new AbortController();
  try {
    await put(address, asked.signal);
  } catch (error) {
    if (error.name !== "AbortError") {
      location.assign(address);
    }
    return;
  }
  history[walking ? "replaceState" : "pushState"](null, "", address);
  if (focus) {
    (document.querySelector("[data-panel] [data-open]") ?? board).focus();
  }
}

async function put(address, signal) {
  const part = new URL(address);
  part.searchParams.set("partie", "fil");
  const page = await pageAt(part, signal);
  const panel = page.querySelector("[data-panel]");
  document.title = page.title;
  svg.querySelector("[data-focus]").replaceWith(page.querySelector("[data-focus]"));
  document.querySelector("[data-panel]").replaceWith(panel);
  svg.classList.toggle("looked", Boolean(walk.current));
  const words = [...panel.querySelectorAll("[data-title], [data-count]")].map((node) => node.textContent.trim());
  said.textContent = words.join(", ");
}
