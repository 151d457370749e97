// One exercise at a time: its moving drawing, a clock for holds and rests, and the diary at the end. The page is a
// whole form without this file; this file shows it piece by piece and fills in what was done.
"use strict";

(() => {
  const form = document.getElementById("session");
  const words = JSON.parse(form.dataset.words);
  const moves = [...form.querySelectorAll(".move")];
  const ending = document.getElementById("ending");
  const bar = document.getElementById("bar").content.firstElementChild.cloneNode(true);
  const controls = document.getElementById("controls").content.firstElementChild.cloneNode(true);
  const cues = new Cues();
  const KEY = "planner.session";
  const part = (name) => controls.querySelector(`[data-part="${name}"]`) ?? bar.querySelector(`[data-part="${name}"]`);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const planned = moves.map((move) => ({
    sets: Number(move.dataset.sets),
    reps: move.dataset.reps ? move.dataset.reps.split(",").map(Number) : [],
    hold: Number(move.dataset.hold) || null,
    minutes: Number(move.dataset.minutes) || null,
    sides: Number(move.dataset.sides),
    rest: Number(move.dataset.rest),
  }));

  let index = 0;
  let dose, parts, place, left;
  let running = false, begun = false, over = false;
  let doses = [...planned];
  let results = moves.map(() => null); // null: still to do; else {done, sets, last, minutes}
  let lock = null;

  // --- what is kept on this device while the session is under way ---
  function save() {
    localStorage.setItem(KEY, JSON.stringify({ path: location.pathname, at: Date.now(), index, results, doses }));
  }

  function restore() {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (kept?.path !== location.pathname || kept.results.length !== moves.length) return;
    ({ index, results, doses } = kept);
    results.forEach((result, at) => result && write(at, result));
  }

  function keepForOffline() {
    navigator.serviceWorker?.register(form.dataset.worker, { scope: "/people/" }).then(async () => {
      const worker = (await navigator.serviceWorker.ready).active;
      const own = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((e) => e.href || e.src);
      const drawn = own.concat(...[...form.querySelectorAll(".move img")].map((e) => [e.dataset.still, e.dataset.moving]));
      worker.postMessage({ keep: [location.pathname, ...new Set(drawn.map((a) => new URL(a, location).href))] });
    }).catch(() => {});
  }

  function forget() {
    diaryQueue.forgetSession();
    navigator.serviceWorker?.controller?.postMessage({ forget: true });
  }

  // --- the screen stays on while an exercise runs ---
  async function stayAwake() {
    if (!("wakeLock" in navigator) || lock || !running) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => { lock = null; });
    } catch { /* a low battery may say no */ }
  }

  function mayDim() {
    lock?.release();
    lock = null;
  }

  // --- showing ---
  function moving(on) {
    const img = moves[index].querySelector(".move-figure img");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const wanted = on && !calm ? img.dataset.moving : img.dataset.still;
    if (img.getAttribute("src") !== wanted) img.src = wanted;
  }

  function clock(seconds) {
    const whole = Math.max(0, Math.ceil(seconds));
    return whole < 60 ? String(whole) : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  }

  function where(now) {
    const said = [];
    if (dose.sets > 1) said.push(fill(words.set, { n: now.set, of: dose.sets }));
    if (dose.sides > 1) said.push(now.side === 1 ? words.first_side : words.other_side);
    if (now.reps > 1 && now.rep) said.push(fill(words.repeat_of, { n: now.rep, of: now.reps }));
    return said.join(" · ");
  }

  function show() {
    const now = parts[place];
    const state = over ? "over" : !begun ? "waiting" : now.kind;
    controls.dataset.state = state;
    part("phase").textContent = words[state];
    const number = over ? "✓" : !begun ? "" : now.kind === "repeat" ? String(now.rep) : clock(left);
    part("number").textContent = number;
    part("where").textContent = over || !begun ? "" : where(now);
    const share = over ? 1 : !begun ? 0 : now.kind === "repeat" ? (now.rep - left / now.seconds) / now.reps : 1 - left / now.seconds;
    part("ring").setAttribute("stroke-dasharray", `${Math.min(1, Math.max(0, share)) * 100} 100`);
    part("main").textContent = over ? (index + 1 < moves.length ? words.next : words.finish) : !begun ? words.start : running ? words.pause : words.go_on;
    part("easier").disabled = over || timeline.easierDose(dose) === dose;
    part("harder").disabled = over || timeline.harderDose(dose, planned[index]) === dose;
    part("skip").hidden = over;
    part("back").disabled = index === 0;
  }

  function announce(text) {
    part("live").textContent = text;
  }

  function open(at, focus = true) {
    running = false;
    mayDim();
    cues.quiet();
    index = at;
    dose = doses[index];
    parts = timeline.timelineOf(dose);
    place = 0;
    left = parts[0].seconds;
    begun = false;
    over = results[index]?.done === "all";
    moves.forEach((move, n) => { move.hidden = n !== index; });
    ending.hidden = true;
    form.classList.remove("at-end");
    const move = moves[index];
    move.querySelector(".move-stage").append(controls);
    part("note").textContent = "";
    part("progress").value = index;
    part("place").textContent = fill(words.place, { n: index + 1, of: moves.length });
    moving(false);
    show();
    if (focus) {
      move.querySelector("h2").focus({ preventScroll: true });
      bar.scrollIntoView({ block: "start" });
    }
    save();
  }

  function openEnding(focus = true) {
    running = false;
    mayDim();
    moves.forEach((move) => { move.hidden = false; });
    controls.remove();
    ending.hidden = false;
    form.classList.add("at-end");
    part("progress").value = moves.length;
    part("place").textContent = words.ending;
    if (focus) {
      document.getElementById("ending-title").focus({ preventScroll: true });
      ending.scrollIntoView({ block: "start" });
    }
    index = moves.length - 1;
    save();
  }

  // --- time ---
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const passed = Math.min(1, (now - last) / 1000); // a device that slept does not rush through the exercise
    last = now;
    if (!running) return;
    const before = Math.ceil(left);
    left -= passed;
    const kind = parts[place].kind;
    if (left <= 0) step();
    else if (Math.ceil(left) < before && left <= 3 && ["ready", "rest", "turn"].includes(kind)) cues.tone(330, 0.15);
    show();
  }, 100);

  function step() {
    place += 1;
    if (place >= parts.length) return finish();
    left = parts[place].seconds;
    begin(parts[place], parts[place - 1]);
  }

  function begin(now, before) {
    const spoken = { hold: words.hold, ease: words.ease, repeat: String(now.rep), time: words.time, rest: words.rest, turn: words.turn, ready: words.ready };
    cues.tone({ hold: 523, repeat: 523, time: 523, ease: 392, rest: 349, turn: 440, ready: 440 }[now.kind], now.kind === "repeat" ? 0.2 : 0.4);
    cues.say(spoken[now.kind]);
    if (now.kind !== before?.kind && ["rest", "turn", "time", "ready"].includes(now.kind)) announce(`${spoken[now.kind]}. ${where(now)}`);
    if (now.rep === 1) announce(`${spoken[now.kind]}. ${where(now)}`);
    moving(["hold", "ease", "repeat", "time"].includes(now.kind));
  }

  function finish() {
    running = false;
    over = true;
    mayDim();
    moving(false);
    cues.tone(659, 0.6);
    cues.say(words.over);
    announce(words.over);
    settle(index, whatWasDone(parts.length));
    show();
  }

  // --- what was done ---
  function whatWasDone(upTo) {
    const plan = planned[index];
    if (dose.minutes) {
      const minutes = Math.round(timeline.workedSeconds(parts, upTo) / 6) / 10;
      return minutes >= plan.minutes ? { done: "all" } : minutes > 0 ? { done: "part", minutes } : { done: "none" };
    }
    const sets = upTo >= parts.length ? dose.sets : timeline.setsBehind(parts, upTo, dose);
    if (sets === 0) return { done: "none" };
    const reps = dose.reps[sets - 1];
    if (sets === plan.sets && reps >= plan.reps[sets - 1]) return { done: "all", last: reps > plan.reps[sets - 1] ? reps : "" };
    return { done: "part", sets, last: reps };
  }

  function settle(at, result) {
    results[at] = result;
    write(at, result);
    save();
  }

  function write(at, result) {
    form.querySelector(`[name="done.${at}"][value="${result.done}"]`).checked = true;
    for (const name of ["sets", "last", "minutes"]) {
      const field = form.querySelector(`[name="${name}.${at}"]`);
      if (field) field.value = result[name] ?? "";
    }
  }

  function changeDose(changed, text, values) {
    const now = parts[place];
    dose = doses[index] = changed;
    parts = timeline.timelineOf(dose);
    part("note").textContent = fill(text, values);
    announce(part("note").textContent);
    const same = parts.findIndex((p) => p.kind === now.kind && p.set === now.set && p.side === now.side && p.rep === now.rep);
    if (!begun) { place = 0; left = parts[0].seconds; }
    else if (same < 0) { place = parts.length; return finish(); }
    else { place = same; left = Math.min(left, parts[place].seconds); }
    save();
    show();
  }

  const amounts = (a, b) => a.minutes ? ["minutes", a.minutes, b.minutes]
    : a.sets !== b.sets ? ["sets", a.sets, b.sets]
    : ["reps", a.reps[a.sets - 1], b.reps[b.sets - 1]];

  // --- presses ---
  function press() {
    cues.wake();
    if (over) return onward();
    running = !running;
    if (running) {
      stayAwake();
      if (!begun) { begun = true; begin(parts[0], null); }
      else moving(["hold", "ease", "repeat", "time"].includes(parts[place].kind));
    } else {
      mayDim();
      cues.quiet();
      moving(false);
      announce(words.paused);
    }
    show();
  }

  function onward() {
    if (index + 1 < moves.length) open(index + 1);
    else openEnding();
  }

  const actions = {
    main: press,
    easier() {
      const changed = timeline.easierDose(dose);
      const [kind, n, of] = amounts(changed, dose);
      changeDose(changed, words[`less_${kind}`], { n, of });
    },
    harder() {
      const changed = timeline.harderDose(dose, planned[index]);
      const [kind, n, of] = amounts(changed, dose);
      changeDose(changed, words[`more_${kind}`], { n, of });
    },
    skip() {
      settle(index, begun ? whatWasDone(place) : { done: "none" });
      onward();
    },
    back: () => open(Math.max(0, index - 1)),
    end() {
      if (!over && begun) settle(index, whatWasDone(place));
      results.forEach((result, at) => { if (!result) settle(at, { done: "none" }); });
      openEnding();
    },
    sound: () => toggle("sound"),
    voice: () => toggle("voice"),
  };

  function toggle(name) {
    cues.set(name, !cues[name]);
    cues.wake();
    shown(name);
    if (cues[name]) name === "voice" ? cues.say(words.voice_on) : cues.tone(523);
  }

  const shown = (name) => part(name).setAttribute("aria-pressed", String(cues[name]));

  addEventListener("click", (event) => {
    const name = event.target.closest?.("[data-part]")?.dataset.part;
    if (name in actions) actions[name]();
  });

  addEventListener("keydown", (event) => {
    if (!ending.hidden || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea, button, a, summary")) return;
    if (event.key === " ") { event.preventDefault(); press(); }
    else if (event.key === "ArrowRight") over ? onward() : actions.skip();
    else if (event.key === "ArrowLeft") actions.back();
  });

  document.addEventListener("visibilitychange", () => { if (!document.hidden) stayAwake(); });

  // --- the diary ---
  const isNew = () => ["yes", "not sure"].includes(form.querySelector('[name="new"]:checked')?.value);

  function needAnswers() {
    for (const input of ending.querySelectorAll("input[type=radio]")) {
      // A warning sign is only asked where something is new; whether it is severe may stay open.
      const sign = input.name.startsWith("RED-");
      input.required = !sign || (isNew() && !input.name.endsWith("-severe"));
    }
  }
  form.addEventListener("change", needAnswers);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    moves.forEach((move) => { move.hidden = false; });
    needAnswers();
    if (!form.reportValidity()) return;
    const button = ending.querySelector("button:not([type=button])");
    button.disabled = true;
    const body = new URLSearchParams(new FormData(form));
    const token = body.get("csrf_token");
    body.delete("csrf_token");
    const result = await diaryQueue.send(form.action, String(body), token);
    if (result.state === "sent") {
      forget();
      location.assign(result.next);
    } else if (result.state === "refused") {
      form.submit();
    } else {
      diaryQueue.put(form.action, String(body));
      localStorage.removeItem(KEY);
      const signs = [...body].some(([name, value]) => name.startsWith("RED-") && value !== "no");
      form.hidden = true;
      bar.hidden = true;
      const note = document.getElementById(signs ? "kept-with-signs" : "kept");
      note.hidden = false;
      note.focus();
    }
  });

  addEventListener("diary-sent", (event) => location.assign(event.detail.next));

  // --- begin ---
  form.classList.add("plays");
  form.prepend(bar);
  part("progress").max = moves.length;
  for (const name of ["sound", "voice"]) shown(name);
  part("sound").hidden = !cues.canSound;
  part("voice").hidden = !cues.canSpeak;
  document.getElementById("insecure").hidden = isSecureContext;
  restore();
  keepForOffline();
  if (form.dataset.slips) openEnding(false);
  else open(index, false);
})();
