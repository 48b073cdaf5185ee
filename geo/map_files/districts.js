function (feature, layer) {
  const district = feature.properties;
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
