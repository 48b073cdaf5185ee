// Keeps what the visitor saved, for reading without a network: pages of saved services and districts, the list, the
// crisis numbers, and the files these pages need. Never a search, never what is posted, never a page merely visited.
// The server writes VERSION in front of this file; a new one makes a new store, and the old ones go.
"use strict";
const NAME = `lotse-${VERSION}`;
// Language, then a service, a district, or a page of this site's own. Nothing else may be kept.
const PAGE = /^\/[\w-]+\/(?:service\/([\da-f-]{36})(?:\/card)?|district\/(\d{5})|list|crisis|offline)$/;
const FILE = /^\/(?:static|map)\/[^/]+$/;
const FILES_IN = /["\s](\/(?:static|map)\/[\w.-]+)/g;
const AT_ONCE = 6;
// ms until the saved copy of a page is shown, and after which a copy is made anew where there is a network
const PATIENCE = 4000;
const DAY = 864e5;
const OWN = ["offline", "crisis", "list"];

const pathOf = (request) => new URL(request.url).pathname;
const kept = (path) => caches.match(path, { cacheName: NAME, ignoreVary: true });
const filesIn = (html) => [...new Set([...html.matchAll(FILES_IN)].map((match) => match[1]))];

// ---- Keeping

const keepFile = async (cache, path) => {
  if (await cache.match(path, { ignoreVary: true })) return;
  const answer = await fetch(path, { credentials: "omit" });
  if (answer.ok) await cache.put(path, answer);
};

const put = async (cache, path, answer) => {
  const html = await answer.clone().text();
  await Promise.all(filesIn(html).map((file) => keepFile(cache, file)));
  await cache.put(path, answer);
};

const keep = async (cache, path) => {
  const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok || answer.redirected) throw new Error("not kept");
  await put(cache, path, answer);
};

// Files that no kept page asks for any more.
const prune = async (cache) => {
  const needed = new Set();
  const files = [];
  for (const request of await cache.keys()) {
    if (FILE.test(pathOf(request))) files.push(request);
    else for (const file of filesIn(await (await cache.match(request)).text())) needed.add(file);
  }
  await Promise.all(files.filter((file) => !needed.has(pathOf(file))).map((file) => cache.delete(file)));
};

// Missing, or a day old.
const due = async (cache, path) => {
  const copy = await cache.match(path, { ignoreVary: true });
  return !copy || Date.now() - Date.parse(copy.headers.get("Date")) > DAY;
};

// Copies what is due, a few at a time; gives how many could not be copied.
const keepAll = async (cache, paths) => {
  const wanted = [];
  for (const path of paths) if (await due(cache, path)) wanted.push(path);
  let failed = 0;
  while (wanted.length) {
    const done = await Promise.allSettled(wanted.splice(0, AT_ONCE).map((path) => keep(cache, path)));
    failed += done.filter((one) => one.status === "rejected").length;
  }
  return failed;
};

// After this the store holds what is saved and nothing else.
const sync = async ({ lang, services, districts }) => {
  const cache = await caches.open(NAME);
  for (const request of await cache.keys()) {
    const [, service, district] = PAGE.exec(pathOf(request)) || [];
    const gone = (service && !services.includes(service)) || (district && !districts.includes(district));
    if (gone) await cache.delete(request);
  }
  const saved = services.flatMap((id) => [`service/${id}`, `service/${id}/card`]);
  const paths = [...OWN, ...districts.map((key) => `district/${key}`), ...saved].map((path) => `/${lang}/${path}`);
  const failed = await keepAll(cache, paths);
  await prune(cache);
  return failed;
};

// A new version takes over what the old ones kept, without the network: pages must not wait for it.
const takeOver = async () => {
  for (const name of await caches.keys()) {
    if (name === NAME) continue;
    const [old, cache] = [await caches.open(name), await caches.open(NAME)];
    for (const request of await old.keys()) {
      const path = pathOf(request);
      if (PAGE.test(path) || FILE.test(path)) await cache.put(path, await old.match(request));
    }
    await caches.delete(name);
  }
  await self.clients.claim();
};

// ---- Answering

// Says on the page that it is a copy: what it says of "open now" was true when it was made.
const asCopy = async (answer) => {
  const html = (await answer.text()).replace(/<(html|article) /, "<$1 data-offline ");
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  for (const name of ["Content-Security-Policy", "Referrer-Policy"]) headers[name] = answer.headers.get(name) || "";
  return new Response(html, { headers });
};

// The same page in another language is better than none.
const another = async (path) => {
  if (!(await caches.has(NAME))) return undefined;
  const cache = await caches.open(NAME);
  const rest = (one) => one.replace(/^\/[\w-]*/, "");
  const near = (await cache.keys()).find((request) => rest(pathOf(request)) === rest(path));
  return near && cache.match(near);
};

const withoutNetwork = async (request, copy) => {
  const path = pathOf(request);
  const found = copy || (PAGE.test(path) && (await another(path)));
  if (found) return asCopy(found);
  if (request.mode !== "navigate") return Response.error();
  const offline = `/${path.split("/")[1]}/offline`;
  return (await kept(offline)) || (await another(offline)) || Response.error();
};

// Only into a store that is there: after "forget everything" none comes back by itself.
const renew = async (path, answer) => {
  if (!(await caches.has(NAME))) return;
  const cache = await caches.open(NAME);
  if (answer) await put(cache, path, answer);
  const lang = path.split("/")[1];
  if (await cache.match(`/${lang}/offline`)) await keepAll(cache, OWN.map((own) => `/${lang}/${own}`));
};

// The network first; the copy where there is none, or where it takes too long.
const page = async (event) => {
  const { request } = event;
  const path = pathOf(request);
  const mayBeKept = request.method === "GET" && PAGE.test(path) && !new URL(request.url).search;
  const copy = mayBeKept ? await kept(path) : undefined;
  try {
    const asked = fetch(request);
    const late = new Promise((_, give) => copy && setTimeout(() => give(new Error("late")), PATIENCE));
    const answer = await Promise.race([asked, late]);
    if (copy && answer.status >= 500) return asCopy(copy);
    const newer = copy && answer.ok && !answer.redirected ? answer.clone() : null;
    if (request.method === "GET") event.waitUntil(renew(path, newer).catch(() => null));
    return answer;
  } catch {
    return withoutNetwork(request, copy);
  }
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  const work = sync(event.data).catch(() => -1);
  event.waitUntil(work.then((failed) => event.ports[0].postMessage({ failed })));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (FILE.test(pathname)) event.respondWith(kept(pathname).then((copy) => copy || fetch(request)));
  else if (request.mode === "navigate" || PAGE.test(pathname)) event.respondWith(page(event));
});
