// From one publication of the map to the next: along a link that goes the way of the arrow, else to what is nearest
// that way.

const ALONG = Math.cos(Math.PI / 3);
const THERE = Math.cos(Math.PI / 4);

/** On the board, in its own pixels. */
export function placeOf(node) {
  const [x, y] = node.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
  return { x, y };
}

export function walker(svg) {
  const spots = [...svg.querySelectorAll(".spot")].map((node) => {
    const open = svg.dataset.open.replace("_", node.dataset.slug);
    return { node, ...placeOf(node), slug: node.dataset.slug, open };
  });
  const free = (spot) => spot && !spot.node.classList.contains("off");
  let current = spots.find((spot) => spot.slug === svg.dataset.looked) ?? null;

  return {
    get current() {
      return current;
    },

    to(slug) {
      current?.node.classList.remove("walked");
      current = spots.find((spot) => spot.slug === slug) ?? null;
      current?.node.classList.add("walked");
    },

    /** The next one that way; from nowhere, the one that is nearest to `middle`. */
    towards(x, y, middle) {
      if (!current) {
        return nearest(spots.filter(free), middle, () => true);
      }
      const linked = current.node.dataset.near.split(" ").filter(Boolean).map((place) => spots[Number(place)]);
      const others = spots.filter((spot) => spot !== current);
      const ahead = (least) => (spot) => cosine(spot, current, x, y) >= least;
      return nearest(linked.filter(free), current, ahead(ALONG)) ?? nearest(others.filter(free), current, ahead(THERE));
    },
  };
}

function nearest(spots, from, wanted) {
  let best = null;
  let least = Infinity;
  for (const spot of spots) {
    const away = Math.hypot(spot.x - from.x, spot.y - from.y);
    if (away < least && wanted(spot)) {
      best = spot;
      least = away;
    }
  }
  return best;
}

/** Of the angle between the way from one to the other and the way asked for. */
function cosine(spot, from, x, y) {
  const away = Math.hypot(spot.x - from.x, spot.y - from.y);
  return away ? ((spot.x - from.x) * x + (spot.y - from.y) * y) / away : -1;
}
