// Filters, sorts, pages and “more passages” without a whole new page: the same links, fetched, and the part that
// changed put in place. The total is a live region, so the new count is said. Any failure follows the link.

import { pageAt, plain } from "./visiting.js";

const region = () => document.querySelector("[data-results]");

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const ours = link && region()?.contains(link) && link.pathname === location.pathname;
  if (!ours || !plain(event)) {
    return;
  }
  event.preventDefault();
  go(link.href, link);
});

// An anchor of this page is a step back or forth too: then there is nothing to load.
let shown = location.search;
addEventListener("popstate", () => {
  if (location.search !== shown) {
    location.reload();
  }
});

async function go(address, link) {
  const path = placeOf(link);
  try {
    const page = await pageAt(address);
    put(page.querySelector("[data-results]"), page.title, address);
  } catch {
    location.assign(address);
    return;
  }
  restore(path);
}

function put(fresh, title, address) {
  const old = region();
  const unfolded = [...old.querySelectorAll("details[id][open]")].map((node) => node.id);
  const total = old.querySelector("[data-total]");
  const said = fresh.querySelector("[data-total]");
  // The live region itself must stay in the page: only what it says is replaced.
  total.replaceChildren(...said.childNodes);
  said.replaceWith(total);
  old.replaceChildren(...fresh.childNodes);
  for (const id of unfolded) {
    document.getElementById(id)?.setAttribute("open", "");
  }
  document.title = title;
  history.pushState(null, "", address);
  shown = location.search;
}

/** How to find again what was activated: the result whose passages were asked for, the filter's name, or the top. */
function placeOf(link) {
  if (link.matches("[data-more]")) {
    const answer = link.closest(".answer");
    return { result: answer.id, shown: answer.querySelectorAll(".moment").length };
  }
  const facet = link.closest(".facet");
  return { facet: facet?.querySelector("h2").textContent, name: link.querySelector(".choice-name")?.textContent };
}

function restore(path) {
  if (path.result) {
    const links = document.getElementById(path.result)?.querySelectorAll(".moment-link") ?? [];
    (links[path.shown] ?? links[0])?.focus({ preventScroll: true });
    return;
  }
  const same = [...region().querySelectorAll(".facet a")].find(
    (one) =>
      one.querySelector(".choice-name").textContent === path.name &&
      one.closest(".facet").querySelector("h2").textContent === path.facet,
  );
  if (same) {
    same.focus({ preventScroll: true });
    return;
  }
  const head = region().querySelector("[data-total]");
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
  head.scrollIntoView({ block: "nearest" });
}
