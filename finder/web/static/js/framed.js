// Inside the frame: tells the page around it how high the list is. Nothing else leaves the frame.
(() => {
  "use strict";
  if (window.parent === window) return;
  const tell = () => window.parent.postMessage({ type: "lotse:height", height: document.body.offsetHeight }, "*");
  window.addEventListener("message", (event) => {
    if (event.data === "lotse:ask") tell();
  });
  if (window.ResizeObserver) new ResizeObserver(tell).observe(document.body);
  tell();
})();
