/* What every page does beyond its links and forms. Nothing here is needed to work. */

(() => {
  "use strict";

  // The navigation on a phone.
  const button = document.querySelector("[data-menu-button]");
  const sidebar = document.getElementById("navigation");
  if (button && sidebar) {
    button.addEventListener("click", () => {
      const open = sidebar.classList.toggle("is-open");
      button.setAttribute("aria-expanded", String(open));
      if (open) sidebar.querySelector("a")?.focus();
    });
  }

  // A menu closes with Escape, and when something else is clicked.
  const menus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    if (sidebar?.classList.contains("is-open")) button.click(), button.focus();
  });

  // A form that came back with errors begins there.
  document.querySelector(".error-summary")?.focus();

  // A form is sent once: the second press of a slow button is not a second wish.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.dataset.sent) return event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // A file dropped on the frame around a file field goes into that field.
  for (const frame of document.querySelectorAll("[data-drop]")) {
    const field = frame.querySelector("input[type=file]");
    for (const name of ["dragover", "dragleave", "drop"]) {
      frame.addEventListener(name, (event) => {
        event.preventDefault();
        frame.classList.toggle("is-over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) {
          field.files = event.dataTransfer.files;
          field.focus();
        }
      });
    }
  }

  for (const print of document.querySelectorAll("[data-print]")) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
})();
