// The map beside the list. Reads the pins from the page itself; asks only for the district outlines (own host, cached).
// Without this script the map stays hidden and nothing is lost.
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

function marker(point, words) {
  const count = point.here.length + point.more;
  const classes = ["pin", point.here.length ? "" : "pin-far", point.roughly ? "pin-roughly" : ""].join(" ").trim();
  const size = count === 1 ? 22 : 32;
  const icon = L.divIcon({ className: classes, html: count > 1 ? String(count) : "", iconSize: [size, size] });
  const names = point.here.map(([name]) => name).join(", ");
  const title = names || `${count} ${words.here}`;
  const made = L.marker([point.lat, point.lon], { icon, title, alt: title, keyboard: true, zIndexOffset: point.here.length ? 1000 : 0 });
  return made.bindPopup(() => popup(point, words), { maxWidth: 260 });
}

function bounds(points) {
  const near = points.filter((point) => point.here.length);
  return L.latLngBounds((near.length ? near : points).map((point) => [point.lat, point.lon]));
}

/** A district's name in its middle, for orientation; read out nowhere, since the list has it in words. */
function label(feature, shape) {
  shape.bindTooltip(feature.properties.name, { permanent: true, direction: "center", className: "district-label", interactive: false });
}

async function outlines(map, url, own) {
  const response = await fetch(url);
  if (!response.ok) return;
  const style = (feature) => ({ className: feature.id === own ? "outline outline-own" : "outline", fillOpacity: 1, weight: 1 });
  const layer = L.geoJSON(await response.json(), { interactive: false, style, onEachFeature: label });
  layer.addTo(map).bringToBack();
}

function draw() {
  const words = canvas.dataset;
  const points = JSON.parse(island.textContent).map(([lat, lon, roughly, here, more]) => ({ lat, lon, roughly, here, more }));
  box.hidden = false;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(canvas, {
    minZoom: 7, maxZoom: 16, zoomControl: false, attributionControl: false, scrollWheelZoom: false,
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, dragging: !L.Browser.mobile || L.Browser.touch,
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  map.fitBounds(bounds(points), { maxZoom: 12, padding: [28, 28] });
  L.layerGroup(points.map((point) => marker(point, words))).addTo(map);
  outlines(map, words.outlines, words.own);
}

if (box && island && canvas && window.L) draw();
