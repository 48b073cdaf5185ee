// Names on the map make room for pins and for one another.

const LABELS = ".ground-label, .lotse-label, .lotse-town";
// How far a name may move from its middle to make room, in pixels.
const SHIFTS = [[0, 0], [0, 26], [0, -26], [0, 40], [0, -40], [38, 0], [-38, 0]];
// From far that much is another district.
const SMALL_SHIFTS = [[0, 0], [0, 10], [0, -10], [12, 0], [-12, 0]];

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Which name stays where two collide: numbers of services, larger first; then towns, districts, rivers. */
function rank(label) {
  if (label.classList.contains("lotse-label")) return -1000 - (Number(label.textContent) || 0);
  return ["town-label", "district-label", "river-label"].findIndex((kind) => label.classList.contains(kind));
}

function inside(a, b) {
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}

function moved(box, [right, down]) {
  return { left: box.left + right, right: box.right + right, top: box.top + down, bottom: box.bottom + down };
}

/** What a name must leave free. */
function obstacles() {
  return [...box.querySelectorAll(".pin, .town-dot")].map((each) => each.getBoundingClientRect());
}

/** A town's name stays beside its dot, on any side of it; a river's stays on its course, or goes. */
function ways(label, { width }) {
  if (label.matches(".lotse-town, .river-label")) return SHIFTS.slice(0, 1);
  if (!label.matches(".town-label")) return canvas.matches(".far") ? SMALL_SHIFTS : SHIFTS;
  const middle = -width / 2 - 8;
  return [[0, 0], [12, 0], [-width - 18, 0], [middle, -15], [middle, 15], [middle, -30], [middle, 26]];
}

function thin() {
  const taken = obstacles();
  const frame = canvas.getBoundingClientRect();
  const labels = [...canvas.querySelectorAll(LABELS)].sort((a, b) => rank(a) - rank(b));
  for (const label of labels) label.style.translate = "";
  const boxes = labels.map((label) => label.getBoundingClientRect());
  const said = new Set();
  labels.forEach((label, i) => {
    const fits = (box) => inside(box, frame) && !taken.some((other) => overlap(box, other));
    // A district that is called as a town of it needs no second name.
    const shift = !said.has(label.textContent) && ways(label, boxes[i]).find((by) => fits(moved(boxes[i], by)));
    label.classList.toggle("crowded", !shift);
    if (!shift) return;
    if (shift[0] || shift[1]) label.style.translate = `${shift[0]}px ${shift[1]}px`;
    taken.push(moved(boxes[i], shift));
    if (!label.matches(".lotse-label")) said.add(label.textContent);
  });
  // A dot says nothing without its name.
  for (const dot of dots) dot.getElement().classList.toggle("crowded", dot.getTooltip().getElement().classList.contains("crowded"));
}
