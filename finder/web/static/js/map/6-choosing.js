// What is chosen in the list shows on the map, and the other way round.

const places = new Map(); // entry of the list -> its pins
let pins = null; // the clusters
let lit = []; // the entries that are chosen or pointed at

function remember(markers) {
  for (const marker of markers) {
    for (const [, href] of marker.points.flatMap((point) => point.here)) {
      const item = entry(href);
      if (item) places.set(item, [...(places.get(item) || []), marker]);
    }
  }
}

/** The pin, or the cluster that holds it at this zoom; null outside what is drawn. */
function visible(marker) {
  const shown = pins.getVisibleParent(marker);
  return shown && shown.getElement && shown.getElement();
}

/** Lights up entries and their pins, and puts out the others. */
function light(items) {
  lit = items;
  for (const item of document.querySelectorAll(".item.lit")) item.classList.remove("lit");
  for (const item of items) item.classList.add("lit");
  relight();
}

/** Pins are made anew at each zoom. */
function relight() {
  for (const old of canvas.querySelectorAll(".pin.lit")) old.classList.remove("lit");
  for (const shown of lit.flatMap((item) => places.get(item) || []).map(visible)) {
    if (shown) shown.classList.add("lit");
  }
}

/** To an entry of the list, with the focus, so that reading goes on there. */
function goTo(item) {
  light([item]);
  const heading = item.querySelector(".name a");
  heading.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  say(filled(words.chosen, "name", heading.textContent));
}

/** To the pin of an entry: as near as it takes for the pin to stand alone. */
function showPin(map, item) {
  const marker = places.get(item)[0];
  let zoom = Math.max(map.getZoom(), 10);
  map.setView(marker.getLatLng(), zoom, { animate: false });
  while (pins.getVisibleParent(marker) !== marker && zoom < map.getMaxZoom()) map.setZoom((zoom += 1), { animate: false });
  light([item]);
  const shown = visible(marker);
  if (shown) shown.focus({ preventScroll: true });
  say(filled(words.chosen, "name", item.querySelector(".name a").textContent));
}

/** A pin was chosen. One service that stands in the list beside: there. Else the names open on the map. */
function choose(map, layer) {
  const points = pointsOf(layer);
  const items = points.flatMap((point) => point.here).map(([, href]) => entry(href)).filter(Boolean);
  light(items);
  if (items.length === 1 && total(points) === 1 && !window.lotseViews.narrow()) return goTo(items[0]);
  return tell(map, layer);
}

// Nearer than this an own map shows nothing by which to know the place: names say more.
const NEAR_ENOUGH = 13;

/** A cluster opens by going nearer; where that parts nothing, it says its names. */
function open(map, cluster) {
  const bounds = boxOf(pointsOf(cluster));
  const nearest = map.getBoundsZoom(bounds, false, [40, 40]);
  if (nearest > NEAR_ENOUGH || nearest <= map.getZoom()) return choose(map, cluster);
  const first = cluster.getAllChildMarkers()[0];
  map.fitBounds(bounds, { padding: [40, 40], animate: false });
  const shown = visible(first);
  if (shown) shown.focus({ preventScroll: true });
  return undefined;
}

function listen(map) {
  pins.on("click", (event) => choose(map, event.layer));
  canvas.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
  pins.on("clusterclick", (event) => open(map, event.layer));
  for (const item of places.keys()) {
    item.addEventListener("pointerenter", () => light([item]));
    item.addEventListener("focusin", () => light([item]));
    const button = item.querySelector(".to-map");
    if (button) button.addEventListener("click", () => fromList(map, item));
  }
}

/** The button of an entry; on a narrow screen the map takes the place of the list first. */
function fromList(map, item) {
  if (window.lotseViews) window.lotseViews.show("map");
  map.invalidateSize({ animate: false });
  showPin(map, item);
  box.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}
