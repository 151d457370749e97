// Posture breaks as notices, while a page is open. What was chosen is kept in this browser only.
"use strict";

const KEPT = "posture-notices";
const TICK = 20_000;

function minutesOf(clock) {
  const [hours, minutes] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** The number of the break that this minute belongs to; null outside the chosen hours and at their very start. */
function breakAt(now, choice) {
  const since = now.getHours() * 60 + now.getMinutes() - minutesOf(choice.from);
  const inside = since >= choice.every && since <= minutesOf(choice.to) - minutesOf(choice.from);
  return inside ? `${now.toDateString()} ${Math.floor(since / choice.every)}` : null;
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function tick() {
  const choice = read();
  if (!choice || Notification.permission !== "granted") return;
  const due = breakAt(new Date(), choice);
  if (!due || due === choice.shown) return;
  localStorage.setItem(KEPT, JSON.stringify({ ...choice, shown: due }));
  new Notification(choice.title, { body: choice.text, tag: KEPT });
}

function controls(place) {
  const status = place.querySelector("[role=status]");
  const on = place.querySelector("[data-turn-on]");
  const off = place.querySelector("[data-turn-off]");
  const allowed = window.isSecureContext && "Notification" in window;

  function show() {
    const active = allowed && read() && Notification.permission === "granted";
    on.hidden = !allowed || active || Notification.permission === "denied";
    off.hidden = !active;
    status.textContent = !allowed ? place.dataset.insecure
      : Notification.permission === "denied" ? place.dataset.refused
      : active ? place.dataset.on : place.dataset.off;
  }

  on.addEventListener("click", async () => {
    if ((await Notification.requestPermission()) === "granted") {
      const { every, from, to, title, text } = place.dataset;
      const choice = { every: Number(every), from, to, title, text };
      localStorage.setItem(KEPT, JSON.stringify({ ...choice, shown: breakAt(new Date(), choice) }));
    }
    show();
  });
  off.addEventListener("click", () => {
    localStorage.removeItem(KEPT);
    show();
  });
  show();
}

const place = document.querySelector("[data-posture]");
if (place) controls(place);
if (window.isSecureContext && "Notification" in window) setInterval(tick, TICK);
