// Players of other sites, opened only when asked for: until then nothing of theirs is loaded.

const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture";

/** Wakes the facades inside `root`; each answers to `openAt(seconds, end)`, where a platform that can stops at `end`. */
export function facades(root) {
  return [...root.querySelectorAll("[data-facade]")].map((box) => {
    const player = { box, openAt: (seconds, end = 0) => open(box, Math.floor(seconds), Math.ceil(end)) };
    const button = box.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => {
      player.openAt(Number(box.dataset.start), Number(box.dataset.end ?? 0));
      box.firstElementChild.focus();
    });
    return player;
  });
}

function open(box, second, end) {
  const framed = box.dataset.embed.includes("{t}");
  const node = framed ? frame(box, second, end) : file(box, second);
  box.replaceChildren(node);
}

function frame(box, second, end) {
  const node = document.createElement("iframe");
  const address = new URL(box.dataset.embed.replaceAll("{t}", String(second)));
  address.searchParams.set("autoplay", "1");
  if (end && box.dataset.until) {
    address.searchParams.set(box.dataset.until, String(end));
  }
  node.src = address.href;
  node.title = box.dataset.title;
  node.allow = ALLOW;
  node.allowFullscreen = true;
  // YouTube refuses to play for a page that does not name its site.
  node.referrerPolicy = "strict-origin-when-cross-origin";
  return node;
}

function file(box, second) {
  const node = document.createElement("video");
  node.controls = true;
  node.src = `${box.dataset.embed}#t=${second}`;
  node.title = box.dataset.title;
  node.autoplay = true;
  return node;
}
