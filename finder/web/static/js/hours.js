// What the rows of a week say, in a sentence below them, whenever one of them changes. The server says it: it knows how
// hours are read. Without JavaScript the sentence comes with the next page.
(() => {
  "use strict";
  for (const said of document.querySelectorAll("[data-says]")) {
    const week = said.closest("fieldset");
    week.addEventListener("change", async () => {
      const asked = new URLSearchParams({ field: said.dataset.field });
      for (const input of week.querySelectorAll("input")) {
        if (input.value && (input.checked || !/^(radio|checkbox)$/.test(input.type))) asked.append(input.name, input.value);
      }
      const answer = await fetch(`${said.dataset.says}?${asked}`);
      if (answer.ok) said.textContent = await answer.text();
    });
  }
})();
