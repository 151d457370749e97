// On a narrow screen the links to a person's pages are one row that scrolls: brings the page that is open into sight.
"use strict";

const row = document.querySelector(".person-links ul");
const current = row.querySelector("[aria-current]");
if (current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
