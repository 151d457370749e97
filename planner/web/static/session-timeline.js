// What one exercise is made of in time: a list of stretches, each with its kind and seconds. Pure; no page needed.
"use strict";

const EASE_SECONDS = 3; // between two holds, as the plan counts them
const REPEAT_SECONDS = 4; // one repeat without a hold, the tempo of the moving drawing
const READY_SECONDS = 5;

// item: {sets, reps: [per set], hold, minutes, sides, rest}; null where the dose has none.
function timelineOf(item) {
  const parts = [{ kind: "ready", seconds: READY_SECONDS, set: 1, side: 1, rep: 0, reps: 0 }];
  if (item.minutes) {
    const seconds = Math.round((item.minutes * 60) / item.sides);
    for (let side = 1; side <= item.sides; side++) {
      if (side > 1) parts.push({ kind: "turn", seconds: READY_SECONDS, set: 1, side, rep: 0, reps: 0 });
      parts.push({ kind: "time", seconds, set: 1, side, rep: 0, reps: 0 });
    }
    return parts;
  }
  for (let set = 1; set <= item.sets; set++) {
    const reps = item.reps[set - 1];
    for (let side = 1; side <= item.sides; side++) {
      if (parts.length > 1) parts.push({ kind: side > 1 ? "turn" : "rest", seconds: Math.max(item.rest, READY_SECONDS), set, side, rep: 0, reps });
      for (let rep = 1; rep <= reps; rep++) {
        if (item.hold) {
          parts.push({ kind: "hold", seconds: item.hold, set, side, rep, reps });
          if (rep < reps) parts.push({ kind: "ease", seconds: EASE_SECONDS, set, side, rep, reps });
        } else {
          parts.push({ kind: "repeat", seconds: REPEAT_SECONDS, set, side, rep, reps });
        }
      }
    }
  }
  return parts;
}

// One notch less: a set fewer, else about two thirds of the repeats, else two thirds of the time.
function easierDose(item) {
  if (item.minutes) return { ...item, minutes: Math.max(0.5, Math.round(item.minutes * 4 / 3) / 2) };
  if (item.sets > 1) return { ...item, sets: item.sets - 1, reps: item.reps.slice(0, -1) };
  if (item.reps[0] > 1) return { ...item, reps: [Math.max(1, Math.floor(item.reps[0] * 2 / 3))] };
  return item;
}

// PROG-01: two more repeats in the last set, and no more than that; a timed exercise has no such notch.
function harderDose(item, planned) {
  if (item.minutes) return item;
  if (item.sets < planned.sets || item.reps[0] < planned.reps[0]) return { ...planned };
  const last = item.sets - 1;
  if (item.reps[last] >= planned.reps[last] + 2) return item;
  return { ...item, reps: [...item.reps.slice(0, last), planned.reps[last] + 2] };
}

// How many whole sets lie behind a place of the timeline.
function setsBehind(parts, place, item) {
  if (item.minutes) return 0;
  let done = 0;
  for (let set = 1; set <= item.sets; set++) {
    let last = -1;
    parts.forEach((part, at) => { if (part.set === set && (part.kind === "hold" || part.kind === "repeat")) last = at; });
    if (last >= 0 && last < place) done = set;
  }
  return done;
}

function workedSeconds(parts, place) {
  return parts.slice(0, place).reduce((sum, part) => sum + (part.kind === "time" ? part.seconds : 0), 0);
}

globalThis.timeline = { timelineOf, easierDose, harderDose, setsBehind, workedSeconds };
