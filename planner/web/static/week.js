// Moving a session by mouse or by keyboard, and where the eye goes after a change. Everything it does is also a plain
// form of the page: this file only fills in that form and sends it.
"use strict";

(() => {
  const spoken = document.getElementById("spoken");
  const say = (key, day = "") => {
    spoken.textContent = spoken.dataset[key].replace("{day}", day);
    // What is on the page already need not be seen twice; a fault is nowhere else.
    spoken.className = key === "failed" ? "toast" : "unseen";
  };
  const plan = () => document.getElementById("plan");
  const days = () => [...plan().querySelectorAll(".day")];
  const dayOf = (element) => element.closest(".day");

  function mayTake(form, day) {
    return [...form.elements.day.options].some((option) => option.value === day.dataset.day);
  }

  function move(session, day) {
    const form = plan().querySelector(`[data-move="${CSS.escape(session)}"]`);
    if (!form || !mayTake(form, day)) return false;
    form.elements.day.value = day.dataset.day;
    say("moving", day.dataset.name);
    form.requestSubmit();
    return true;
  }

  function mark(day) {
    for (const one of days()) one.classList.toggle("over", one === day);
  }

  // By mouse.
  function draggable(article) {
    article.draggable = true;
    article.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", article.dataset.session);
      event.dataTransfer.effectAllowed = "move";
      article.classList.add("carried");
    });
    article.addEventListener("dragend", () => { article.classList.remove("carried"); mark(null); });
  }

  function droppable(day) {
    const carried = () => plan().querySelector(".carried");
    const takes = () => {
      const form = carried()?.querySelector("[data-move]");
      return Boolean(form && mayTake(form, day));
    };
    day.addEventListener("dragover", (event) => { if (takes()) { event.preventDefault(); mark(day); } });
    day.addEventListener("dragleave", (event) => { if (!day.contains(event.relatedTarget)) day.classList.remove("over"); });
    day.addEventListener("drop", (event) => {
      if (!takes()) return;
      event.preventDefault();
      move(carried().dataset.session, day);
    });
  }

  // By keyboard: Enter picks up, arrows choose, Enter puts down, Escape leaves.
  function gripped(grip) {
    const article = grip.closest("[data-session]");
    grip.parentElement.hidden = false;
    let choices = [];
    let at = -1;
    const leave = (word) => {
      grip.setAttribute("aria-pressed", "false");
      mark(null);
      if (word) say(word);
    };
    const isHeld = () => grip.getAttribute("aria-pressed") === "true";
    grip.setAttribute("aria-pressed", "false");
    grip.addEventListener("click", () => {
      if (isHeld()) {
        const to = choices[at];
        leave(to ? "" : "left");
        if (to) move(article.dataset.session, to);
        return;
      }
      const form = article.querySelector("[data-move]");
      choices = days().filter((day) => day === dayOf(grip) || mayTake(form, day));
      at = choices.indexOf(dayOf(grip));
      grip.setAttribute("aria-pressed", "true");
      say("picked");
    });
    grip.addEventListener("keydown", (event) => {
      if (!isHeld()) return;
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        at = (at + step + choices.length) % choices.length;
        mark(choices[at]);
        choices[at].scrollIntoView({ block: "nearest" });
        say("over", choices[at].dataset.name);
      } else if (event.key === "Escape") {
        leave("left");
      }
    });
    grip.addEventListener("blur", () => { if (isHeld()) leave("left"); });
  }

  function ready() {
    for (const article of plan().querySelectorAll("[data-session]")) draggable(article);
    for (const day of days()) droppable(day);
    for (const grip of plan().querySelectorAll("[data-grip]")) gripped(grip);
  }

  // The answer to a change, wherever on the page it stands.
  function showAnswer() {
    const said = document.getElementById("said");
    if (!said) return;
    const fold = said.closest("details");
    if (fold) fold.open = true;
    said.focus({ preventScroll: true });
    said.scrollIntoView({ block: "nearest" });
  }

  // Only a plan is swapped in. Anything else is a page of its own, such as the one to sign in, or a fault.
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (ctx.select || ctx.text.includes('id="plan"')) return;
    event.preventDefault();
    if (ctx.response.raw.redirected) location.assign(ctx.response.raw.url);
    else say("failed");
  });
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.select) return;
    ready();
    showAnswer();
  });
  document.addEventListener("htmx:error", () => say("failed"));

  ready();
  showAnswer();
})();
