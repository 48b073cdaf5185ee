function (feature, layer) {
  // For the eye only: the keyboard passes by, and nothing has to be read out.
  layer.options.keyboard = false;
  layer.options.interactive = false;
  const name = document.createElement("span");
  name.textContent = feature.properties.name;
  layer.bindTooltip(name, {permanent: true, direction: "right", className: "lotse-town", interactive: false});
}
