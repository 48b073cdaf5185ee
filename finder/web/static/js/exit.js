// Leaves at once: the page goes blank, and another takes its place in the history, so that "back" does not return here.
// Without this file the link still leads away.
"use strict";

const exits = document.querySelectorAll("[data-exit]");
const WITHIN_MS = 3000; // three presses of Esc in this time are meant

function leave(event) {
  event.preventDefault();
  document.documentElement.hidden = true;
  document.title = "";
  window.location.replace(exits[0].href);
}

for (const link of exits) link.addEventListener("click", leave);

let presses = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    presses = [];
    return;
  }
  if (event.repeat) return;
  presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN_MS);
  if (presses.length >= 3 && exits.length) leave(event);
});

// The keys are announced only where they work; their line is kept free before, so that nothing moves.
for (const words of document.querySelectorAll("[data-exit-keys]")) words.classList.remove("needs-script");

// A browser may keep the page as it was: whoever does come back must not find a blank one.
window.addEventListener("pageshow", () => {
  document.documentElement.hidden = false;
});
