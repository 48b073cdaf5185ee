// The page of the list: each saved service is fetched by itself, as a visit to its page would, so that no address and
// no log ever holds a list. A shared list stands after the # of its link, which no browser sends to a server.
(() => {
  "use strict";
  const { lotse } = window;
  const root = document.getElementById("mylist");
  const cards = root.querySelector("[data-cards]");
  const part = (name) => root.querySelector(`[data-${name}]`);
  const words = (name) => root.querySelector("template").content.querySelector(`[data-word="${name}"]`).cloneNode(true);
  const said = part("said");
  let shared = false;
  let undo = null;

  const ids = () => [...cards.children].map((row) => row.dataset.id);
  const fromAddress = () => lotse.clean(location.hash.slice(1).replace(/%2C/gi, ",").split(","), "services");

  const say = (name, values = {}) => {
    said.textContent = words(name).textContent.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  };

  const load = async (row) => {
    const answer = await fetch(`/${lotse.lang}/service/${row.dataset.id}/card`);
    if (answer.status === 404 || answer.status === 410) return words("gone");
    if (!answer.ok) throw new Error("no card");
    // A merged service answers from its new place.
    const [, now] = (answer.redirected && /service\/([^/]+)\/card$/.exec(answer.url)) || [];
    if (now) row.dataset.id = now;
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article");
  };

  const fill = async (row) => {
    const node = await load(row).catch(() => words("unreachable"));
    row.querySelector("[data-card]").replaceChildren(node);
    const name = node.querySelector("h2");
    for (const of of row.querySelectorAll("[data-of]")) of.textContent = name ? `: ${name.textContent.trim()}` : "";
    row.classList.toggle("unknown", !name);
    row.classList.remove("loading");
  };

  const row = (id) => {
    const made = words("row");
    made.dataset.id = id;
    if (shared) made.querySelector("[data-tools]").remove();
    return made;
  };

  // Two saved services may have been merged into one.
  const unite = () => {
    const seen = new Set();
    for (const one of [...cards.children]) {
      if (seen.has(one.dataset.id)) one.remove();
      seen.add(one.dataset.id);
    }
  };

  const store = () => {
    lotse.write({ ...lotse.read(), services: ids() });
    lotse.sync();
    part("empty").hidden = cards.children.length > 0;
    part("actions").hidden = cards.children.length === 0;
    part("link").hidden = true;
    for (const [name, end] of [["up", "first"], ["down", "last"]]) {
      for (const button of cards.querySelectorAll(`[data-do="${name}"]`)) button.removeAttribute("aria-disabled");
      cards[`${end}ElementChild`]?.querySelector(`[data-do="${name}"]`).setAttribute("aria-disabled", "true");
    }
  };

  const open = async () => {
    const given = fromAddress();
    shared = given.length > 0;
    for (const node of root.querySelectorAll("[data-own]")) node.hidden = shared;
    for (const node of root.querySelectorAll("[data-shared]")) node.hidden = !shared;
    for (const tongue of document.querySelectorAll(".tongues a")) tongue.hash = shared ? given.join(",") : "";
    part("undo").hidden = true;
    said.textContent = "";
    const rows = (shared ? given : lotse.read().services).map(row);
    cards.replaceChildren(...rows);
    if (!shared) store();
    showPages();
    await Promise.all(rows.map(fill));
    unite();
    if (!shared && ids().join() !== lotse.read().services.join()) store();
  };

  const showPages = () => {
    const { districts } = lotse.read();
    for (const line of root.querySelectorAll("[data-district]")) {
      line.hidden = !districts.includes(line.dataset.district);
    }
    part("pages").hidden = shared || districts.length === 0;
  };

  const move = (one, up) => {
    const other = up ? one.previousElementSibling : one.nextElementSibling;
    if (!other) return;
    if (up) other.before(one);
    else other.after(one);
    store();
    say("moved", { n: ids().indexOf(one.dataset.id) + 1, total: ids().length });
  };

  const remove = (one) => {
    const next = one.nextElementSibling;
    one.remove();
    store();
    say("removed");
    part("undo").hidden = false;
    part("undo").focus();
    undo = () => {
      cards.insertBefore(one, next && next.isConnected ? next : null);
      store();
      one.querySelector("[data-do=remove]").focus();
    };
  };

  cards.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const one = button.closest("li");
    if (button.dataset.do === "remove") return remove(one);
    move(one, button.dataset.do === "up");
    button.focus();
  });

  part("undo").addEventListener("click", () => {
    part("undo").hidden = true;
    said.textContent = "";
    undo();
  });

  part("send").addEventListener("click", () => {
    const field = part("link").querySelector("input");
    field.value = `${location.origin}/${lotse.lang}/list#${ids().join(",")}`;
    part("link").hidden = false;
    if (navigator.share) navigator.share({ title: document.title, url: field.value }).catch(() => null);
    else field.select();
  });

  part("copy-link").addEventListener("click", async () => {
    const field = part("link").querySelector("input");
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say("copied");
    } catch {
      say("copy-by-hand");
    }
  });

  part("paper").addEventListener("click", () => window.print());

  part("take").addEventListener("click", async () => {
    if (!(await lotse.warned(cards.querySelector("[data-warn]")))) return;
    const kept = lotse.read();
    const all = [...new Set([...kept.services, ...ids()])];
    if (!lotse.write({ ...kept, services: all.slice(0, lotse.MOST) })) return say("refused");
    history.replaceState(null, "", location.pathname);
    await open();
    if (all.length > lotse.MOST) say("full");
    part("title").focus();
  });

  part("pages").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    lotse.toggle("districts", button.closest("li").dataset.district, false);
    lotse.sync();
    showPages();
    part("title").focus();
  });

  // "#main" of the skip link is no list: what is shown stays.
  window.addEventListener("hashchange", () => fromAddress().length && open());
  window.addEventListener("storage", () => shared || open());
  document.addEventListener("lotse:forgotten", () => shared || open());
  root.hidden = false;
  open();
})();
