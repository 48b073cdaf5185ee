// The districts beside their checkboxes, as a map: a click on one ticks its box. Services that this one is related to
// are dots with a line. The boxes and rows are the truth; without JavaScript they are all there is.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const SQUASH = Math.cos((50 * Math.PI) / 180); // a degree of longitude, as wide as it is there
  const place = ([lon, lat]) => [1000 * lon * SQUASH, -1000 * lat];

  const make = (name, attributes, parent) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  };

  const rings = ({ type, coordinates }) => (type === "Polygon" ? coordinates : coordinates.flat());
  const line = (ring) => `M${ring.map((point) => place(point).map(Math.round).join(",")).join("L")}Z`;

  const drawDistricts = (svg, features, boxes) => {
    const points = features.flatMap((feature) => rings(feature.geometry).flat()).map(place);
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    svg.setAttribute("viewBox", [left, top, Math.max(...xs) - left, Math.max(...ys) - top].map(Math.round).join(" "));
    // Cities last: some lie within a district.
    const cityLast = (feature) => (feature.properties.name.startsWith("Landkreis ") ? 0 : 1);
    for (const feature of [...features].sort((one, other) => cityLast(one) - cityLast(other))) {
      const box = boxes.get(feature.id);
      if (!box) continue;
      const path = make("path", { d: rings(feature.geometry).map(line).join("") }, svg);
      make("title", {}, path).textContent = box.closest("label").textContent.trim();
      const show = () => path.classList.toggle("chosen", box.checked);
      box.addEventListener("change", show);
      path.addEventListener("click", () => {
        box.checked = !box.checked;
        show();
      });
      show();
    }
  };

  const drawRelations = (svg, { own, others }) => {
    for (const [lat, lon, name] of others) {
      const [x, y] = place([lon, lat]);
      if (own) {
        const [x1, y1] = place([own[1], own[0]]);
        make("line", { x1, y1, x2: x, y2: y, class: "relation-line" }, svg);
      }
      make("title", {}, make("circle", { cx: x, cy: y, r: 14, class: "relation-dot" }, svg)).textContent = name;
    }
    if (own) {
      const [cx, cy] = place([own[1], own[0]]);
      make("circle", { cx, cy, r: 18, class: "own-dot" }, svg);
    }
  };

  const start = async (figure) => {
    const response = await fetch(figure.dataset.ground);
    if (!response.ok) return;
    const { districts } = await response.json();
    const boxes = new Map([...document.querySelectorAll('input[name="areas"]')].map((box) => [box.value, box]));
    const svg = document.createElementNS(SVG, "svg");
    figure.prepend(svg);
    drawDistricts(svg, districts.features, boxes);
    drawRelations(svg, JSON.parse(figure.dataset.relations));
    figure.hidden = false;
  };

  for (const figure of document.querySelectorAll("[data-areas-map]")) start(figure).catch(() => {});
})();
