// The map beside the list. Its parts are joined into one file at start, in the order of their names. It reads the pins
// from the page itself, and draws them over outlines, rivers and towns (own host, cached) or over the map of the
// districts that the page brings. Without it nothing is lost: the list has everything in words.
"use strict";

const box = document.getElementById("map-box");
const island = document.getElementById("pins");
const canvas = document.getElementById("map");
const words = canvas.dataset;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** For those who listen: what the last choice did. */
function say(text) {
  document.getElementById("map-said").textContent = text;
}

/** A sentence from the page with its gap filled. */
function filled(sentence, name, value) {
  return sentence.replace(`{${name}}`, value);
}

function element(tag, text, more = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  return Object.assign(made, more);
}

/** A map of our own, with nothing on it yet. Buttons of the page move it, so it brings none. */
function empty() {
  canvas.replaceChildren();
  const map = L.map(canvas, {
    minZoom: 7, maxZoom: 16, zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.5,
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
  });
  map.createPane("names").style.zIndex = 450; // under the pins
  return map;
}

function boxOf(points) {
  return L.latLngBounds(points.map((point) => [point.lat, point.lon]));
}
