// Comfort only: every page works without this.
"use strict";
(() => {
  const seek = document.getElementById("seek");
  const typing = (at) => at instanceof HTMLElement && (at.matches("input, select, textarea") || at.isContentEditable);

  // What stands at a place of a report, beside it.
  const text = document.getElementById("text");
  const panel = document.getElementById("explain");
  const marks = document.getElementById("marks");
  if (text && panel && marks) {
    const list = panel.querySelector("ul");
    const all = marks.content.children;
    let lit = null;
    const show = (piece) => {
      if (!piece || piece === lit) return;
      if (lit) lit.classList.remove("lit");
      lit = piece;
      lit.classList.add("lit");
      const numbers = (piece.dataset.m || "").split(" ").filter(Boolean).map(Number);
      list.replaceChildren(...numbers.map((n) => document.importNode(all[n], true)));
      panel.hidden = numbers.length === 0;
    };
    const piece = (event) => event.target instanceof Element && event.target.closest(".m");
    text.addEventListener("mouseover", (event) => show(piece(event)));
    text.addEventListener("focusin", (event) => show(piece(event)));
  }

  // Keys: / to search, j and k from line to line, arrows between pages.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/" && seek) {
      event.preventDefault();
      seek.focus();
    }
    if (event.key === "j" || event.key === "k") {
      const lines = [...document.querySelectorAll(".line a.plain, .dispute a, tbody th a, .tellings .cite a")];
      const at = lines.indexOf(document.activeElement);
      const next = lines[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
      if (next) next.focus();
    }
  });

  // A form sends only what is filled in, so that addresses stay short.
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", () => {
      for (const field of form.elements) {
        if (field.name && (field.value === "" || (field.name === "min_origins" && field.value === "1"))) field.disabled = true;
      }
    });
  }
  window.addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form :disabled")) field.disabled = false;
  });
})();
