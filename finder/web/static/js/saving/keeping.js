// What this device keeps: ids of services and keys of districts, nothing else, in this browser only.
// Copies for reading without a network are made by the worker (/sw.js); it comes with the first save, never before.
const lotse = (() => {
  const KEY = "lotse";
  const MOST = 50;
  const FORMS = { services: /^[\da-f-]{36}$/, districts: /^\d{5}$/ };
  const { lang } = document.documentElement;
  let queue = Promise.resolve();

  const clean = (values, kind) =>
    [...new Set(Array.isArray(values) ? values : [])].filter((value) => FORMS[kind].test(value)).slice(0, MOST);

  const read = () => {
    let found = null;
    try {
      found = JSON.parse(localStorage.getItem(KEY));
    } catch {
      // Nothing may be stored here, or what is stored is not ours: then nothing is saved.
    }
    const { services, districts } = found || {};
    return { services: clean(services, "services"), districts: clean(districts, "districts") };
  };

  // False where the browser refuses to store, as some do in private windows.
  const write = (kept) => {
    let stored = true;
    try {
      if (kept.services.length + kept.districts.length) localStorage.setItem(KEY, JSON.stringify(kept));
      else localStorage.removeItem(KEY);
    } catch {
      stored = false;
    }
    document.dispatchEvent(new Event("lotse:saved"));
    return stored;
  };

  // Services or districts with one more (at the end), or without it; false where it is full or not allowed.
  const toggle = (kind, value, on) => {
    const kept = read();
    const others = kept[kind].filter((other) => other !== value);
    if (on && others.length >= MOST) return false;
    return write({ ...kept, [kind]: on ? [...others, value] : others });
  };

  const canCopy = "serviceWorker" in navigator && "caches" in window;

  const drop = async () => {
    if (!canCopy) return;
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  };

  // Tells the worker what is saved: it copies what is missing and drops the rest. Gives how many pages it could not
  // copy, or null where there is no worker (no HTTPS, an old browser).
  const tell = async () => {
    if (!canCopy) return null;
    const kept = read();
    if (kept.services.length + kept.districts.length === 0) return drop();
    await navigator.serviceWorker.register("/sw.js");
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => done(data.failed);
      active.postMessage({ lang, ...kept }, [port2]);
    });
  };

  // One after the other: a removal must not overtake the save before it.
  const sync = () => (queue = queue.then(tell).catch(() => null));

  const forget = async () => {
    queue = Promise.resolve();
    write({ services: [], districts: [] });
    try {
      localStorage.clear();
      sessionStorage.clear();
    } catch {
      // Where nothing may be stored there is nothing to clear.
    }
    await drop();
    // Asks the browser to empty its own store of visited pages too; not every browser does.
    fetch("/forget", { method: "POST" }).catch(() => null);
  };

  // Whoever shares a phone decides before something of violence, pregnancy or addiction is kept on it, not after.
  const warned = (sensitive) => {
    const dialog = document.getElementById("saving-warning");
    if (!sensitive) return Promise.resolve(true);
    if (!dialog.showModal) return Promise.resolve(window.confirm(dialog.querySelector("p").textContent));
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((done) => {
      dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true });
    });
  };

  return Object.freeze({ MOST, canCopy, lang, clean, read, write, toggle, sync, forget, warned });
})();

// For the page of the list, which is a script of its own.
window.lotse = lotse;
