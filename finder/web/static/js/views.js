// List and map: which of the two a narrow screen shows, and the map's scripts, fetched when the map comes into view.
// A phone that stays with the list never loads them.
(() => {
  "use strict";
  const box = document.getElementById("map-box");
  const split = box && box.closest(".split");
  if (!box) return;
  document.documentElement.classList.add("scripted");

  /** In order, each after the one before; without them there is no map and the list takes the room. */
  const load = () => {
    for (const src of box.dataset.scripts.split(/\s+/)) {
      const script = document.createElement("script");
      script.src = src;
      script.async = false;
      script.addEventListener("error", giveUp);
      document.body.append(script);
    }
  };

  const giveUp = () => {
    box.hidden = true;
    if (split) split.classList.add("mapless");
  };

  const whenSeen = () => {
    if (!window.IntersectionObserver) return load();
    const watching = new IntersectionObserver((seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      watching.disconnect();
      load();
    }, { rootMargin: "400px" });
    watching.observe(box);
  };

  const buttons = [...document.querySelectorAll("button[data-view]")];

  /** Shows "list" or "map"; the one button that is pressed says which. */
  const show = (view) => {
    if (!split || !split.dataset.view) return;
    split.dataset.view = view;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      show(button.dataset.view);
      const shown = button.dataset.view === "map" ? box : split;
      shown.scrollIntoView({ block: "start" });
    });
  }

  for (const link of document.querySelectorAll("[data-view-link]")) link.addEventListener("click", () => show(link.dataset.viewLink));

  // Entries that the map has get a button to their pin. Their place is kept free, so nothing moves.
  const island = document.getElementById("pins");
  const placed = new Set(JSON.parse(island ? island.textContent : "[]").flatMap((row) => row[3].map(([, href]) => href)));
  for (const button of document.querySelectorAll(".to-map")) {
    const link = button.closest(".item").querySelector(".name a");
    button.hidden = !placed.has(link.getAttribute("href"));
    // Before the map is there: fetch it, then press again.
    button.addEventListener("click", () => {
      if (window.lotseMap) return;
      window.lotseWanted = button;
      show("map");
      box.scrollIntoView({ block: "nearest" });
    });
  }

  window.lotseViews = { show, narrow: () => Boolean(split && split.dataset.view) && !window.matchMedia("(min-width: 900px)").matches };
  whenSeen();
})();
