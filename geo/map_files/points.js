function (feature, layer) {
  // Text goes in as text, never as markup: names come from the registry.
  const group = feature.properties;
  const box = document.createElement("div");
  box.className = "lotse-popup";
  for (const entry of group.entries) {
    const name = document.createElement(entry.href ? "a" : "strong");
    name.textContent = entry.label;
    if (entry.href) {
      name.href = entry.href;
      name.rel = "noopener noreferrer";
    }
    box.appendChild(name);
    for (const line of entry.lines) {
      const text = document.createElement("div");
      text.textContent = line;
      box.appendChild(text);
    }
  }
  if (group.approximate) {
    const note = document.createElement("em");
    note.textContent = group.note;
    box.appendChild(note);
  }
  layer.bindPopup(box, {maxWidth: 320, maxHeight: 280});
  layer.options.title = group.title;
  layer.options.alt = group.title;
  layer.setIcon(L.divIcon({
    className: group.approximate ? "lotse-point lotse-approximate" : "lotse-point",
    html: group.count > 1 ? String(Number(group.count)) : "",
    iconSize: group.count > 1 ? [28, 28] : [18, 18],
  }));
}
