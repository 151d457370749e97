// Diaries that could not be sent wait on this device and go out when the network is back. Nothing else of the person
// is kept here, and nothing at all after it was sent or on signing out.
"use strict";

(() => {
  const words = document.currentScript.dataset;
  const WAITING = "planner.waiting";
  const LONGEST = 7 * 24 * 3600 * 1000;
  const SESSION_LONGEST = 24 * 3600 * 1000;

  const read = () => JSON.parse(localStorage.getItem(WAITING) ?? "[]").filter((e) => Date.now() - e.at < LONGEST);
  const write = (entries) => entries.length
    ? localStorage.setItem(WAITING, JSON.stringify(entries))
    : localStorage.removeItem(WAITING);

  // The newest diary of a session stands for all earlier ones.
  function put(address, body) {
    write([...read().filter((entry) => entry.address !== address), { address, body, at: Date.now() }]);
  }

  async function freshToken() {
    const answer = await fetch(words.token, { headers: { Accept: "application/json" } });
    return answer.ok && !answer.redirected ? (await answer.json()).token : null;
  }

  // "sent", "waiting" or "refused"; and where to go next.
  async function send(address, body, token) {
    let answer;
    try {
      answer = await fetch(address, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body: `${body}&csrf_token=${encodeURIComponent(token)}`,
      });
    } catch {
      return { state: "waiting" };
    }
    if (answer.redirected || answer.status === 400 || answer.status === 429 || answer.status >= 500) return { state: "waiting" };
    if (!answer.ok) return { state: "refused", status: answer.status };
    return { state: "sent", ...(await answer.json()) };
  }

  let busy = null;
  function flush() {
    busy ??= flushAll().catch(() => {}).finally(() => { busy = null; });
    return busy;
  }

  async function flushAll() {
    const entries = read();
    if (!entries.length) return;
    const token = await freshToken();
    if (!token) return;
    for (const entry of entries) {
      const result = await send(entry.address, entry.body, token);
      if (result.state === "waiting") continue;
      write(read().filter((other) => other.address !== entry.address));
      forgetSession();
      if (result.state === "sent") {
        if (result.stopped) location.assign(result.next);
        else tell(words.sent);
        dispatchEvent(new CustomEvent("diary-sent", { detail: result }));
      }
    }
  }

  function tell(text) {
    const line = document.createElement("p");
    line.className = "toast";
    line.setAttribute("role", "status");
    document.body.append(line);
    line.textContent = text;
    setTimeout(() => line.remove(), 8000);
  }

  function forgetSession() {
    for (const key of Object.keys(localStorage)) if (key.startsWith("planner.session")) localStorage.removeItem(key);
    if ("caches" in window) caches.delete("planner-session");
  }

  function forgetAll() {
    for (const key of Object.keys(localStorage)) if (key.startsWith("planner.")) localStorage.removeItem(key);
    forgetSession();
  }

  function forgetOldSessions() {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("planner.session")) continue;
      const { at } = JSON.parse(localStorage.getItem(key));
      if (!(Date.now() - at < SESSION_LONGEST)) forgetSession();
    }
  }

  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", async (event) => {
      if (read().length) {
        event.preventDefault();
        await Promise.race([flush(), new Promise((done) => setTimeout(done, 4000))]);
        if (read().length && !confirm(words.unsent)) return;
        forgetAll();
        form.submit();
      } else {
        forgetAll();
      }
    });
  }

  addEventListener("online", flush);
  forgetOldSessions();
  flush();
  globalThis.diaryQueue = { put, send, flush, forgetSession, count: () => read().length };
})();
