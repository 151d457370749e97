// Small comforts of the question pages. Each of them works without this file too.
"use strict";

// A page that came back with mistakes begins at the list of them.
document.getElementById("slips")?.focus();

// "No to the rest": fills in what is still open in a list of conditions or medicines, in sight of the person.
for (const rows of document.querySelectorAll("[data-rest]")) {
  const holder = rows.parentElement.querySelector(".rest-row");
  holder.hidden = false;
  holder.querySelector("[data-rest-no]").addEventListener("click", () => {
    for (const row of rows.querySelectorAll("[role=radiogroup]")) {
      if (!row.querySelector(":checked")) row.querySelector('input[value="no"]').checked = true;
    }
  });
}

// The clock that this device goes by, as a first suggestion.
const zone = document.querySelector("[data-time-zone]");
if (zone && !zone.value) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === here)) zone.value = here;
}

// A body to point at: each shape ticks the box that holds the answer.
for (const holder of document.querySelectorAll("[data-on-body]")) {
  const figure = holder.querySelector("svg");
  figure.classList.add("live");
  figure.addEventListener("click", (event) => {
    const place = event.target.dataset.place;
    if (place) holder.querySelector(`input[value="${place}"]`).click();
  });
}
