// Keeps the one session that is under way, so that a network that drops does not end it. Everything goes when the
// diary was sent, and on signing out.
"use strict";

const KEPT = "planner-session";
const SESSION = /^\/people\/\d+\/session\/[^/]+\/[^/]+$/;
const OURS = /^\/(static|fonts|drawing)\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keep(event.data.keep));
  if (event.data.forget) event.waitUntil(caches.delete(KEPT));
});

async function keep(addresses) {
  await caches.delete(KEPT);
  const store = await caches.open(KEPT);
  await Promise.all(addresses.map((address) => store.add(address).catch(() => {})));
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate" && SESSION.test(url.pathname)) {
    event.respondWith(fetch(event.request).catch(async (error) => {
      const page = await caches.match(url.pathname);
      if (page) return page;
      throw error;
    }));
  } else if (OURS.test(url.pathname)) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  }
});
