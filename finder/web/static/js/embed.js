// For other sites: lets the frame with our list be as high as the list. Listens to our own frames only, takes nothing
// but a number, and asks for it once, in case a frame was quicker than this file.
(() => {
  "use strict";
  const origin = new URL(document.currentScript.src).origin;
  const frames = () => document.querySelectorAll("iframe[data-lotse]");
  window.addEventListener("message", (event) => {
    if (event.origin !== origin || !event.data || event.data.type !== "lotse:height") return;
    const height = Math.ceil(Number(event.data.height));
    if (!(height > 0 && height < 20000)) return;
    for (const frame of frames()) if (frame.contentWindow === event.source) frame.height = String(height);
  });
  for (const frame of frames()) frame.contentWindow.postMessage("lotse:ask", "*");
})();
