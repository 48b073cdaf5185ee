// What lies under the pins: districts, rivers and towns; read out nowhere, since the list has it in words.

function name(shape, text, kind, direction = "center") {
  const label = element("span", text);
  shape.bindTooltip(label, { permanent: true, pane: "names", direction, className: `ground-label ${kind}`, interactive: false, offset: direction === "right" ? [8, 0] : [0, 0] });
}

const dots = []; // of the towns, each with its name

/** A town that is a district of its own is named once, at its dot. */
function named(district, towns) {
  return district.startsWith("Landkreis ") || !towns.some(([, , town]) => district.startsWith(town));
}

function districts(map, features, towns) {
  const style = { className: "outline", fillOpacity: 1, weight: 1 };
  const label = (feature, shape) => {
    const text = feature.properties.name;
    if (named(text, towns)) name(shape, text.replace(/^Landkreis /, ""), "district-label");
  };
  L.geoJSON(features, { interactive: false, style, onEachFeature: label }).addTo(map).bringToBack();
}

function rivers(map, features) {
  const style = { className: "river", weight: 2 };
  const label = (feature, shape) => name(shape, feature.properties.name, "river-label");
  L.geoJSON(features, { interactive: false, style, onEachFeature: label }).addTo(map);
}

function towns(map, rows) {
  for (const [lat, lon, text] of rows) {
    const dot = L.circleMarker([lat, lon], { radius: 2.5, className: "town-dot", interactive: false, weight: 0, fillOpacity: 1 });
    name(dot, text, "town-label", "right");
    dots.push(dot.addTo(map));
  }
}

/** Draws what the page's own host keeps for all its maps. */
async function ground(map) {
  const response = await fetch(words.ground);
  if (!response.ok) return;
  const drawn = await response.json();
  districts(map, drawn.districts, drawn.towns);
  rivers(map, drawn.rivers);
  towns(map, drawn.towns);
  thin();
}

/** Of a map of districts that folium drew: the own one, its border above the others', or all. */
function drawnBounds(map, own) {
  const bounds = L.latLngBounds([]);
  map.eachLayer((layer) => {
    if (!layer.feature || !layer.getBounds || (own && layer.feature.id !== own)) return;
    bounds.extend(layer.getBounds());
    if (own) layer.bringToFront();
  });
  return bounds;
}

/** The rivers are drawn roughly: from near they would run beside their beds. From far, districts are too small for names. */
function nearness(map) {
  canvas.classList.toggle("far", map.getZoom() < 8.5);
  canvas.classList.toggle("near", map.getZoom() >= 9.5);
}
