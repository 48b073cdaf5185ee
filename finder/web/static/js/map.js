// The map beside the list. Reads the pins from the page itself, and draws them over bare outlines of the districts (own
// host, cached) or over the map of the districts that the page brings. Without this script the map stays hidden and
// nothing is lost.
"use strict";

const box = document.getElementById("map-box");
const island = document.getElementById("pins");
const canvas = document.getElementById("map");

/** A popup as elements, never as markup: names come from many sources. */
function popup(point, words) {
  const root = document.createElement("div");
  if (point.roughly) root.append(paragraph(words.approximate));
  for (const [name, href] of point.here) {
    const line = document.createElement("p");
    const link = document.createElement("a");
    link.href = href;
    link.lang = "de";
    link.dir = "ltr";
    link.textContent = name;
    line.append(link);
    root.append(line);
  }
  if (point.more) root.append(paragraph(`${words.more}: ${point.more}`));
  return root;
}

function paragraph(text) {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

/** Points that would stand upon one another at this zoom become one. Those of this page come first. */
function grouped(map, points) {
  const groups = [];
  for (const point of points) {
    const spot = map.latLngToLayerPoint([point.lat, point.lon]);
    const near = groups.find((group) => group.spot.distanceTo(spot) < 30);
    if (near) join(near, point);
    else groups.push({ ...point, here: [...point.here], spot, parts: [point] });
  }
  return groups;
}

function join(group, point) {
  group.here.push(...point.here);
  group.more += point.more;
  group.roughly ||= point.roughly;
  group.parts.push(point);
}

function marker(map, group, words) {
  const count = group.here.length + group.more;
  const classes = ["pin", group.here.length ? "" : "pin-far", group.roughly ? "pin-roughly" : ""].join(" ").trim();
  const size = count === 1 ? 24 : 34;
  const icon = L.divIcon({ className: classes, html: count > 1 ? String(count) : "", iconSize: [size, size] });
  const title = count === 1 && group.here.length ? group.here[0][0] : `${count} ${words.here}`;
  const said = group.roughly ? `${title} (${words.approximate})` : title;
  const made = L.marker([group.lat, group.lon], { icon, title: said, alt: said, zIndexOffset: group.here.length ? 1000 : 0 });
  if (group.parts.length === 1) return made.bindPopup(() => popup(group, words), { maxWidth: 260, maxHeight: 260 });
  return made.on("click", () => map.fitBounds(boxOf(group.parts), { padding: [40, 40], maxZoom: 15 }));
}

function boxOf(points) {
  return L.latLngBounds(points.map((point) => [point.lat, point.lon]));
}

/** What the map opens on: a box around the place asked for (south west north east), else all pins. */
function opening(points, focus) {
  if (!focus) return boxOf(points);
  const [south, west, north, east] = focus.split(" ").map(Number);
  return L.latLngBounds([south, west], [north, east]);
}

/** A district's name in its middle, for orientation; read out nowhere, since the list has it in words. */
function label(feature, shape) {
  const name = feature.properties.name.replace(/^Landkreis /, "");
  shape.bindTooltip(name, { permanent: true, pane: "names", direction: "center", className: "district-label", interactive: false });
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Which name stays where two collide: the page's own, larger numbers first; then shorter ones, the towns. */
function rank(label) {
  const text = label.textContent;
  return label.classList.contains("lotse-label") ? -1000 - (Number(text) || 0) : text.length;
}

// How far a name may move from its middle to make room, in pixels.
const SHIFTS = [[0, 0], [0, 26], [0, -26], [0, 40], [0, -40], [38, 0], [-38, 0]];

function moved(box, [right, down]) {
  return { left: box.left + right, right: box.right + right, top: box.top + down, bottom: box.bottom + down };
}

/** Moves names aside that would stand upon a pin or upon one another, and hides those for which there is no room. */
function thin() {
  const taken = [...canvas.querySelectorAll(".pin")].map((pin) => pin.getBoundingClientRect());
  const labels = [...canvas.querySelectorAll(".district-label, .lotse-label, .lotse-town")];
  for (const each of labels.sort((a, b) => rank(a) - rank(b))) {
    Object.assign(each.style, { marginLeft: "", marginTop: "" });
    const box = each.getBoundingClientRect();
    // A town's name belongs to its dot and stays there.
    const tries = each.classList.contains("lotse-town") ? SHIFTS.slice(0, 1) : SHIFTS;
    const shift = tries.find((by) => !taken.some((other) => overlap(moved(box, by), other)));
    each.classList.toggle("crowded", !shift);
    if (!shift) continue;
    if (shift[0] || shift[1]) Object.assign(each.style, { marginLeft: `${shift[0]}px`, marginTop: `${shift[1]}px` });
    taken.push(moved(box, shift));
  }
}

async function outlines(map, url) {
  const response = await fetch(url);
  if (!response.ok) return;
  const style = { className: "outline", fillOpacity: 1, weight: 1 };
  const layer = L.geoJSON(await response.json(), { interactive: false, style, onEachFeature: label });
  layer.addTo(map).bringToBack();
  thin();
}

/** A map of our own, with nothing on it yet. */
function empty() {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(canvas, {
    minZoom: 7, maxZoom: 16, zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.5,
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm,
  });
  map.createPane("names").style.zIndex = 450; // under the pins
  return map;
}

/** Of a map of districts: the own one, its border above the others', or all. */
function ground(map, own) {
  const bounds = L.latLngBounds([]);
  map.eachLayer((layer) => {
    if (!layer.feature || !layer.getBounds || (own && layer.feature.id !== own)) return;
    bounds.extend(layer.getBounds());
    if (own) layer.bringToFront();
  });
  return bounds;
}

/** The rivers are drawn roughly: from near they would run beside their beds. */
function near(map) {
  canvas.classList.toggle("near", map.getZoom() > 9.5);
}

function put(map, points, words) {
  const pins = L.layerGroup().addTo(map);
  const sorted = [...points].sort((a, b) => b.here.length - a.here.length);
  const redraw = () => {
    pins.clearLayers();
    for (const group of grouped(map, sorted)) pins.addLayer(marker(map, group, words));
    near(map);
    thin();
  };
  map.on("zoomend", redraw);
  map.on("moveend", thin);
  redraw();
}

function draw() {
  const words = canvas.dataset;
  const points = JSON.parse(island ? island.textContent : "[]").map(([lat, lon, roughly, here, more]) => ({ lat, lon, roughly, here, more }));
  const drawn = window[words.drawn];
  if (words.drawn && !drawn) return;
  box.hidden = false;
  const map = drawn || empty();
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  // A map that was drawn while hidden has no size yet.
  map.invalidateSize();
  if (drawn) map.fitBounds(ground(map, words.own).pad(words.own ? 0.15 : 0), { animate: false, padding: [8, 8] });
  else map.fitBounds(opening(points, words.focus), { maxZoom: words.focus ? 11 : 12, padding: [28, 28] });
  put(map, points, words);
  if (words.outlines) outlines(map, words.outlines);
}

if (box && canvas && window.L) draw();
