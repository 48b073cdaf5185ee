function (cluster) {
  const services = cluster.getAllChildMarkers().reduce((sum, marker) => sum + marker.feature.properties.count, 0);
  return L.divIcon({className: "lotse-cluster", html: String(Number(services)), iconSize: [38, 38]});
}
