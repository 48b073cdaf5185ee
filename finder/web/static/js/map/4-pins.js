// Pins: a drop for one service, with its number in the list; a circle with a count for several. Shape, border and number
// say what the colour says.

/** A pin with a name for those who listen; Leaflet gives such elements none. */
const Pin = L.DivIcon.extend({
  createIcon(old) {
    const made = L.DivIcon.prototype.createIcon.call(this, old);
    made.setAttribute("aria-label", this.options.said);
    made.title = this.options.said;
    // A button answers to Enter and to the space bar alike.
    made.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      made.click();
    });
    return made;
  },
});

function pin({ count, shown, far, roughly, said }) {
  const kind = count > 1 ? "pin-many" : "pin-one";
  const className = ["pin", kind, far ? "pin-far" : "", roughly ? "pin-roughly" : ""].filter(Boolean).join(" ");
  const size = count > 1 ? 36 : 30;
  return new Pin({ className, html: `<span><b>${Number(shown) || ""}</b></span>`, iconSize: [size, size], iconAnchor: [size / 2, count > 1 ? size / 2 : size + 3], said });
}

/** The entry of the list for a service's address; null where it stands on another page of the list. */
function entry(href) {
  const link = document.querySelector(`.item a[href="${CSS.escape(href)}"]`);
  return link && link.closest(".item");
}

function total(points) {
  return points.reduce((sum, point) => sum + point.here.length + point.more, 0);
}

/** Whoever steers by voice says the number that stands on the pin, so it belongs to the name. */
function title(points, shown) {
  const count = total(points);
  const one = points[0].here[0];
  const said = count === 1 && one ? [one[0], shown].filter(Boolean).join(" – ") : filled(words.here, "n", count);
  return points.length === 1 && points[0].roughly ? `${said} (${words.roughly})` : said;
}

function markerOf(point) {
  const count = total([point]);
  const item = count === 1 && point.here.length ? entry(point.here[0][1]) : null;
  const shown = count > 1 ? count : item && item.id.slice(1);
  const icon = pin({ count, shown, far: !point.here.length, roughly: point.roughly, said: title([point], shown) });
  const made = L.marker([point.lat, point.lon], { icon, zIndexOffset: point.here.length ? 1000 : 0 });
  return Object.assign(made, { points: [point] });
}

function pointsOf(layer) {
  return layer.points || layer.getAllChildMarkers().flatMap((marker) => marker.points);
}

/** Pins that would stand upon one another at this zoom become one. */
function clusters() {
  const icon = (cluster) => {
    const points = pointsOf(cluster);
    const count = total(points);
    return pin({ count: Math.max(2, count), shown: count, far: points.every((point) => !point.here.length), said: title(points) });
  };
  return L.markerClusterGroup({
    iconCreateFunction: icon, animate: false, animateAddingMarkers: false, showCoverageOnHover: false,
    spiderfyOnMaxZoom: false, zoomToBoundsOnClick: false, maxClusterRadius: 38,
  });
}
