// Completes the line while it is typed: places, topics, services. Only the last two words are sent, nothing is kept;
// the words before stay in the browser. Without this file the search works the same.
(() => {
  "use strict";
  const input = document.getElementById("q");
  if (!input || !window.fetch || !window.AbortController) return;
  const list = document.createElement("datalist");
  list.id = "q-suggestions";
  input.after(list);
  input.setAttribute("list", list.id);
  const WAIT = 180;
  let waiting = 0;
  let asking = null;

  const show = (before, suggestions) => {
    list.replaceChildren(
      ...suggestions.map(({ q }) => {
        const option = document.createElement("option");
        option.value = before + q;
        return option;
      }),
    );
  };

  const ask = async () => {
    const [, before, last] = input.value.match(/^(.*?)(\S+(?:\s+\S+)?)?$/s);
    if (asking) asking.abort();
    if (!last || last.length < 2) return show("", []);
    asking = new AbortController();
    const query = new URLSearchParams({ q: last, ui: document.documentElement.lang });
    try {
      const answer = await fetch(`/api/suggest?${query}`, { signal: asking.signal, credentials: "omit" });
      if (answer.ok) show(before, (await answer.json()).suggestions);
    } catch {
      // Cut off by the next letter, or no network: then there are no suggestions.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
})();
