// What a pin says when it is chosen: names as text, never as markup, since they come from many sources.

function link([text, href]) {
  const line = document.createElement("p");
  line.append(element("a", text, { href, lang: "de", dir: "ltr" }));
  const item = entry(href);
  if (item) {
    line.addEventListener("pointerenter", () => light([item]));
    line.addEventListener("focusin", () => light([item]));
  }
  return line;
}

/** Where only one of list and map is on show: the way back to the list. */
function wayBack(points) {
  const item = points.flatMap((point) => point.here).map(([, href]) => entry(href)).find(Boolean);
  if (!item || !window.lotseViews || !window.lotseViews.narrow()) return [];
  const button = element("button", words.inList, { type: "button", className: "second-button" });
  button.addEventListener("click", () => {
    window.lotseViews.show("list");
    goTo(item);
  });
  return [button];
}

function contents(points) {
  const root = element("div", "", { dir: document.documentElement.dir });
  const more = points.reduce((sum, point) => sum + point.more, 0);
  if (points.some((point) => point.roughly)) root.append(element("p", words.roughlySaid, { className: "soft" }));
  root.append(...points.flatMap((point) => point.here).map(link));
  if (more) root.append(element("p", filled(words.more, "n", more)));
  root.append(...wayBack(points));
  return root;
}

/** Opens it where the pin is; Escape closes it and leads back to the pin. */
function tell(map, layer) {
  const points = pointsOf(layer);
  const opened = L.popup({ maxWidth: Math.min(260, map.getSize().x - 70), maxHeight: 240, autoPanPadding: [12, 12], offset: [0, points.length === 1 && total(points) === 1 ? -22 : -8] })
    .setLatLng(layer.getLatLng()).setContent(contents(points));
  opened.on("remove", () => {
    const inside = opened.getElement() && opened.getElement().contains(document.activeElement);
    if ((inside || document.activeElement === document.body) && layer.getElement()) layer.getElement().focus({ preventScroll: true });
  });
  opened.openOn(map);
  opened.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
  const first = opened.getElement().querySelector("a[href], button");
  if (first) first.focus({ preventScroll: true });
}
