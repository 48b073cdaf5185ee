// Puts the parts together.

/** What the map opens on: a box around the place asked for (south west north east), else all pins. */
function opening(points) {
  if (!words.focus) return boxOf(points);
  const [south, west, north, east] = words.focus.split(" ").map(Number);
  return L.latLngBounds([south, west], [north, east]);
}

/** What a hollow pin is: at the very end, where nothing has to make room. */
function explain(points) {
  const more = points.reduce((sum, point) => sum + point.more, 0);
  if (more) box.append(element("p", filled(words.more, "n", more), { className: "map-note map-note-far" }));
}

function put(map, points) {
  pins = clusters();
  const markers = points.map(markerOf);
  remember(markers);
  pins.addLayers(markers);
  pins.addTo(map);
  listen(map);
  const settle = () => {
    nearness(map);
    relight();
    thin();
  };
  map.on("moveend zoomend", settle);
  settle();
}

/** The box may be shown, hidden and turned; Leaflet itself only sees the window change. */
function follow(map) {
  if (window.ResizeObserver) new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(canvas);
}

function draw() {
  const points = JSON.parse(island ? island.textContent : "[]").map(([lat, lon, roughly, here, more]) => ({ lat, lon, roughly, here, more }));
  const drawn = window[words.drawn];
  if (words.drawn && !drawn) return;
  const map = drawn || empty();
  map.invalidateSize({ animate: false }); // a map that was drawn while hidden has no size yet
  const home = drawn ? drawnBounds(map, words.own).pad(words.own ? 0.15 : 0) : boxOf(points);
  if (drawn) map.fitBounds(home, { animate: false, padding: [8, 8] });
  else map.fitBounds(opening(points), { maxZoom: words.focus ? 10 : 12, padding: [28, 28] });
  put(map, points);
  explain(points);
  buttons(map, home);
  background(map);
  follow(map);
  if (words.ground) ground(map);
}

draw();
window.lotseMap = true;
if (window.lotseWanted) window.lotseWanted.click();
