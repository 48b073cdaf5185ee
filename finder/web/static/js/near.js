// "Near me": asks the browser for the position after a click, rounds it to about 1 km and posts it with the search. It
// stands in no address and nothing keeps it. Without this script, or without a position to ask for, it is not offered.
(() => {
  "use strict";
  const form = document.getElementById("near-me");
  if (!form) return;
  if (!navigator.geolocation || !window.isSecureContext) {
    form.hidden = true;
    return;
  }
  document.documentElement.classList.add("scripted");
  const said = form.querySelector("[role=status]");
  const line = document.getElementById("q");
  const [south, west, north, east] = form.dataset.land.split(" ").map(Number);
  const PATIENCE = 15000; // ms
  let asking = false;

  const say = (sentence) => {
    asking = false;
    said.textContent = sentence;
  };

  /** A line that was typed anew stands for itself: what the page was found by is let go. */
  const take = () => {
    if (!line || line.value === line.defaultValue) return;
    for (const old of form.querySelectorAll("input:not([name=near])")) old.remove();
    const typed = Object.assign(document.createElement("input"), { type: "hidden", name: "q", value: line.value });
    form.append(typed);
  };

  const send = ({ coords }) => {
    const { latitude, longitude } = coords;
    if (latitude < south || latitude > north || longitude < west || longitude > east) return say(form.dataset.outside);
    take();
    form.elements.near.value = `${latitude.toFixed(2)},${longitude.toFixed(2)}`;
    asking = false;
    form.submit();
    return undefined;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (asking) return;
    said.textContent = form.dataset.waiting;
    asking = true;
    const failed = (error) => say(error.code === error.PERMISSION_DENIED ? form.dataset.denied : form.dataset.failed);
    navigator.geolocation.getCurrentPosition(send, failed, { maximumAge: 300000, timeout: PATIENCE });
  });

  // A page that comes back by "back" must not still say that it is looking.
  window.addEventListener("pageshow", () => say(""));
})();
