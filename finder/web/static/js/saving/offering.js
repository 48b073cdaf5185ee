// Buttons that save a service, or keep a district's page for later; the way to the list; "forget everything".
// The words stand in the page's template, in its language. Without scripts nothing of this is offered.
const template = document.getElementById("saving");
const link = document.getElementById("saving-link");
const part = (name) => template.content.querySelector(`[data-part="${name}"]`).cloneNode(true);

const count = () => {
  const { services, districts } = lotse.read();
  link.hidden = services.length + districts.length === 0;
  link.querySelector("[data-count]").textContent = services.length;
};

// One button: what it saves, whether before that a warning is due, and the parts of it that change.
const tool = (box) => {
  const [kind, value] = box.dataset.save.split(":");
  const node = part("tool");
  const heading = box.closest(".item, .service")?.querySelector("h1, h2, h3, h4");
  if (heading) node.querySelector("[data-of]").textContent = `: ${heading.textContent.trim()}`;
  const [button, said] = [node.querySelector("button"), node.querySelector("[role=status]")];
  return { kind, value, box, node, button, said, label: node.querySelector("[data-label]") };
};

const saved = ({ kind, value }) => lotse.read()[kind].includes(value);
const say = ({ said }, name) => said.replaceChildren(...(name ? [part(name)] : []));

// Until something is pressed, where the words have no room beside the button: then they would push the page down.
let quiet = innerWidth < 480;

const show = (one) => {
  const on = saved(one);
  one.label.replaceChildren(part(`${one.kind}-${on ? "off" : "on"}`));
  one.button.classList.toggle("on", on);
  say(one, on && !quiet && `${one.kind}-saved`);
};

const press = async (one) => {
  const on = !saved(one);
  if (on && !(await lotse.warned("warn" in one.box.dataset))) return;
  const full = lotse.read()[one.kind].length >= lotse.MOST;
  if (!lotse.toggle(one.kind, one.value, on)) return say(one, full ? "full" : "refused");
  if (on && one.kind === "districts") say(one, "busy");
  const failed = await lotse.sync();
  if (on && one.kind === "districts") say(one, failed === 0 ? "districts-saved" : "failed");
};

const tools = [...document.querySelectorAll("[data-save]")]
  .map(tool)
  // A page is kept as a copy or not at all.
  .filter((one) => one.kind === "services" || lotse.canCopy);
const refresh = () => {
  count();
  tools.forEach(show);
};

refresh();
quiet = false;
for (const one of tools) {
  one.button.addEventListener("click", () => press(one));
  one.box.replaceChildren(one.node);
  one.box.hidden = false;
}
// Only now, so that a page does not read its first count out by itself.
link.parentElement.setAttribute("aria-live", "polite");
document.addEventListener("lotse:saved", refresh);
window.addEventListener("storage", refresh);

for (const box of document.querySelectorAll("[data-forget]")) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", async () => {
    await lotse.forget();
    const done = box.querySelector("[data-done]");
    done.hidden = false;
    done.focus();
    document.dispatchEvent(new Event("lotse:forgotten"));
  });
}
