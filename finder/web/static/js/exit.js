// Leaves at once and takes this page out of the history, so that "back" does not return here.
"use strict";
for (const link of document.querySelectorAll("[data-exit]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.location.replace(link.href);
  });
}
