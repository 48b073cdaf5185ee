// Names on the map make room for pins and for one another.

const LABELS = ".ground-label, .lotse-label, .lotse-town";
// How far a name may move from its middle to make room, in pixels.
const SHIFTS = [[0, 0], [0, 26], [0, -26], [0, 40], [0, -40], [38, 0], [-38, 0]];

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Which name stays where two collide: numbers of services, larger first; then towns, districts, rivers. */
function rank(label) {
  if (label.classList.contains("lotse-label")) return -1000 - (Number(label.textContent) || 0);
  return ["town-label", "district-label", "river-label"].findIndex((kind) => label.classList.contains(kind));
}

function moved(box, [right, down]) {
  return { left: box.left + right, right: box.right + right, top: box.top + down, bottom: box.bottom + down };
}

/** What a name must leave free: pins, and the buttons that stand upon the map. */
function obstacles() {
  return [...box.querySelectorAll(".pin, .map-zoom, .map-pad")].map((each) => each.getBoundingClientRect());
}

/** A town's name belongs to its dot, a river's to its course: these stay where they are, or go. */
function ways(label) {
  return label.matches(".lotse-town, .town-label, .river-label") ? SHIFTS.slice(0, 1) : SHIFTS;
}

function thin() {
  const taken = obstacles();
  const frame = canvas.getBoundingClientRect();
  const labels = [...canvas.querySelectorAll(LABELS)].sort((a, b) => rank(a) - rank(b));
  for (const label of labels) Object.assign(label.style, { marginLeft: "", marginTop: "" });
  const boxes = labels.map((label) => label.getBoundingClientRect());
  labels.forEach((label, i) => {
    const seen = overlap(boxes[i], frame);
    const shift = seen && ways(label).find((by) => !taken.some((other) => overlap(moved(boxes[i], by), other)));
    label.classList.toggle("crowded", !shift);
    if (!shift) return;
    if (shift[0] || shift[1]) Object.assign(label.style, { marginLeft: `${shift[0]}px`, marginTop: `${shift[1]}px` });
    taken.push(moved(boxes[i], shift));
  });
}
