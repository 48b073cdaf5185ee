function (feature, layer) {
  const district = feature.properties;
  const listed = document.querySelector(`[data-district="${feature.id}"]`);
  const own = document.querySelector(`[data-own="${feature.id}"]`);
  const link = listed && listed.querySelector("a[href]");
  const classes = [layer.options.className];
  if (listed) {
    // The page lists this district: its words, number and link hold, in the page's language; the map repeats them.
    if (listed.dataset.level) {
      classes[0] = `lotse-level lotse-level-${listed.dataset.level}`;
    }
    layer.on("add", () => {
      const shape = layer.getElement();
      const title = document.createElementNS(shape.namespaceURI, "title");
      title.textContent = listed.textContent.trim().replace(/\s+/g, " ");
      shape.append(title);
      const label = document.createElement("span");
      label.textContent = listed.dataset.label || "";
      L.tooltip({permanent: true, direction: "center", className: "lotse-label", interactive: false})
        .setLatLng(district.middle).setContent(label).addTo(layer._map);
    });
  } else if (district.href || district.lines.length) {
    const box = document.createElement("div");
    box.className = "lotse-popup";
    const name = document.createElement(district.href ? "a" : "strong");
    name.textContent = district.name;
    if (district.href) {
      name.href = district.href;
    }
    box.appendChild(name);
    for (const line of district.lines) {
      const text = document.createElement("div");
      text.textContent = line;
      box.appendChild(text);
    }
    layer.bindPopup(box, {maxWidth: 320});
  }
  if (link) {
    classes.push("lotse-link");
    layer.on("click", () => window.location.assign(link.href));
  }
  if (own) {
    classes.push("lotse-own");
  }
  layer.options.className = classes.join(" ");
}
