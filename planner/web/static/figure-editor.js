// The live figure: sends the form a moment after a slider has moved and puts the new drawing in the place of the old
// one. Without this file the button "Draw" does the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-figure]");
  const place = document.getElementById("drawn");
  if (!form || !place) return;
  const together = form.querySelector("[data-together]");
  if (together) together.closest("[hidden]").hidden = false;
  let waiting = 0;
  let asked = 0;

  async function draw() {
    const mine = ++asked;
    const sent = new FormData(form);
    sent.delete("picture");
    sent.delete("do");
    try {
      const answer = await fetch(form.dataset.figure, { method: "POST", body: sent, redirect: "error" });
      // An answer that comes after a later question is stale.
      if (answer.ok && mine === asked) place.innerHTML = await answer.text();
    } catch {
      // Without a network the last drawing stays; "Draw" is still there.
    }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 150);
  }

  function show(slider) {
    slider.closest(".own-slider").querySelector("output").value = slider.value + slider.dataset.unit;
  }

  form.addEventListener("input", (event) => {
    const slider = event.target;
    if (slider.type !== "range") return;
    show(slider);
    const other = together && together.checked ? form.elements[slider.dataset.other] : null;
    if (other) {
      other.value = slider.value;
      show(other);
    }
    soon();
  });

  form.addEventListener("change", (event) => {
    const { target } = event;
    if ("redraw" in target.dataset) {
      // Another posture has other sliders: the whole page is drawn anew.
      form.requestSubmit(form.querySelector(".own-seen button[value='draw']"));
    } else if (target.matches(".own-figure select, .own-figure input[type='checkbox']")) {
      soon();
    }
  });
})();
