// How near the map is seen, and which part of it. D3 reads wheel, drag and fingers; names and points keep a size that
// can be read, and more names show as there is room for them.

import "../vendor/d3/dispatch.min.js";
import "../vendor/d3/color.min.js";
import "../vendor/d3/interpolate.min.js";
import "../vendor/d3/timer.min.js";
import "../vendor/d3/ease.min.js";
import "../vendor/d3/selection.min.js";
import "../vendor/d3/drag.min.js";
import "../vendor/d3/transition.min.js";
import "../vendor/d3/zoom.min.js";

const { select, zoom, zoomIdentity, zoomTransform } = globalThis.d3;
const NEAREST = 14;
const READABLE = 1.3;
const FARTHEST = 1.2; // from less far than that, the whole map is as easily read
const CLOSE = 3;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function nearness(svg) {
  const moves = svg.querySelector("[data-moves]");
  const levels = svg.dataset.levels.split(" ").map(Number);
  const { width, height } = svg.viewBox.baseVal;
  const drawing = select(svg);
  const reading = zoom()
    .scaleExtent([1, NEAREST])
    .translateExtent([
      [0, 0],
      [width, height],
    ])
    .filter(meant)
    .on("zoom", ({ transform }) => draw(transform));

  drawing.call(reading);
  draw(zoomIdentity);
  new ResizeObserver(() => draw(zoomTransform(svg))).observe(svg);

  /** The page must still scroll under a wheel or a finger: alone, they move only what is seen from near. */
  function meant(event) {
    if (event.type === "wheel") {
      return event.ctrlKey || event.metaKey;
    }
    if (event.type.startsWith("touch")) {
      return event.touches.length > 1 || zoomTransform(svg).k > 1;
    }
    return !event.ctrlKey && !event.button;
  }

  function draw(transform) {
    const box = svg.getBoundingClientRect();
    const pixels = transform.k * Math.min(box.width / width, box.height / height);
    moves.setAttribute("transform", transform);
    svg.style.setProperty("--names", String(1 / pixels));
    svg.style.setProperty("--points", String(1 / Math.sqrt(pixels)));
    svg.dataset.level = String(Math.max(0, levels.filter((least) => least <= pixels + 0.001).length - 1));
    svg.classList.toggle("near-by", transform.k > 1);
  }

  function moved() {
    return calm.matches ? drawing : drawing.transition().duration(300);
  }

  return {
    go(way) {
      if (way === "all") {
        moved().call(reading.transform, zoomIdentity);
      } else if (way) {
        moved().call(reading.scaleBy, way === "in" ? 1.6 : 1 / 1.6);
      }
    },

    /** All of these in sight with the names below them, as near as can be. */
    hold(spots) {
      const xs = spots.map((spot) => spot.x);
      const ys = spots.map((spot) => spot.y);
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const k = Math.min((0.8 * width) / (right - left + 1), (0.78 * height) / (bottom - top + 1), CLOSE);
      const near = zoomIdentity.translate(width / 2, 0.46 * height).scale(k);
      const held = near.translate(-(left + right) / 2, -(top + bottom) / 2);
      moved().call(reading.transform, k > FARTHEST ? held : zoomIdentity);
    },

    /** Comes near enough to read, and moves when it would be out of sight. */
    show({ x, y }) {
      const now = zoomTransform(svg);
      const [left, top] = now.apply([x, y]);
      const seen = left > width * 0.12 && left < width * 0.88 && top > height * 0.12 && top < height * 0.88;
      if (now.k < READABLE) {
        moved().call(reading.transform, zoomIdentity.translate(width / 2, height / 2).scale(1.8).translate(-x, -y));
      } else if (!seen) {
        moved().call(reading.translateTo, x, y);
      }
    },

    middle() {
      const [x, y] = zoomTransform(svg).invert([width / 2, height / 2]);
      return { x, y };
    },
  };
}
