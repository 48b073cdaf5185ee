function (feature, layer) {
  const name = document.createElement("span");
  name.textContent = feature.properties.name;
  layer.bindTooltip(name, {permanent: true, direction: "right", className: "lotse-town", interactive: false});
}
