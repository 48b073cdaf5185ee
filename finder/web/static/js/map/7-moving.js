// Buttons for all that dragging and pinching can do, and the background of another host, after a click only.

const STEP = 0.4; // of the map's width or height
const MOVES = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] };

function press(map, home, what) {
  if (what === "in") map.zoomIn();
  else if (what === "out") map.zoomOut();
  else if (what === "all") map.fitBounds(home, { animate: !calm, padding: [24, 24] });
  else map.panBy(map.getSize().scaleBy(L.point(MOVES[what])).multiplyBy(STEP), { animate: !calm });
}

/** Said rather than switched off: a button that goes dead takes the focus with it. */
function limits(map) {
  for (const [what, end] of [["in", map.getMaxZoom()], ["out", map.getMinZoom()]]) {
    box.querySelector(`[data-map="${what}"]`).setAttribute("aria-disabled", String(map.getZoom() === end));
  }
}

function buttons(map, home) {
  for (const button of box.querySelectorAll("[data-map]")) {
    button.addEventListener("click", () => press(map, home, button.dataset.map));
  }
  map.on("zoomend", () => limits(map));
  limits(map);
}

function background(map) {
  const button = box.querySelector("[data-tiles]");
  if (!button) return;
  button.addEventListener("click", () => {
    L.tileLayer(button.dataset.tiles, { maxZoom: 16, referrerPolicy: "no-referrer" }).addTo(map);
    canvas.classList.add("with-tiles");
    box.querySelector("[data-tiles-credit]").hidden = false;
    box.focus({ preventScroll: true });
    button.parentElement.hidden = true;
  });
}
