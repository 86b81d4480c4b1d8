/* The tree of a plan: arrow keys, the panel beside it, and its state in the address.
   Without this the links and the arrows before them do the same, page by page. */

(() => {
  "use strict";

  const wide = window.matchMedia("(min-width: 75rem)");

  for (const tree of document.querySelectorAll("[data-tree]")) {
    const links = () =>
      [...tree.querySelectorAll(".tree-link")].filter(
        (link) => !link.closest("details:not([open])"),
      );
    const node = (link) => link.closest(".tree-node");
    const twig = (link) => node(link).querySelector(":scope > details");

    tree.addEventListener("keydown", (event) => {
      const link = event.target.closest(".tree-link");
      if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
      const shown = links();
      const place = shown.indexOf(link);
      const details = twig(link);
      let next = null;
      if (event.key === "ArrowDown") next = shown[place + 1];
      else if (event.key === "ArrowUp") next = shown[place - 1];
      else if (event.key === "Home") next = shown[0];
      else if (event.key === "End") next = shown[shown.length - 1];
      else if (event.key === "ArrowRight") {
        if (details && !details.open) details.open = true;
        else if (details) next = shown[place + 1];
      } else if (event.key === "ArrowLeft") {
        if (details?.open) details.open = false;
        else next = node(link).parentElement.closest(".tree-node")?.querySelector(".tree-link");
      } else return;
      event.preventDefault();
      next?.focus();
    });

    // What stands open is part of the address, so that a link shows the same.
    if (tree.querySelector("[data-place]")) {
      tree.addEventListener("toggle", () => {
        const open = [...tree.querySelectorAll("details[open]")].map(
          (details) => details.parentElement.dataset.place,
        );
        const address = new URL(window.location);
        if (address.searchParams.get("open") === "all") return;
        if (open.length) address.searchParams.set("open", open.join("-"));
        else address.searchParams.delete("open");
        if (open.length < 120) history.replaceState(history.state, "", address);
      }, true);
    }

    // Beside the tree there is room for what is chosen; on a phone it is a page.
    const target = tree.dataset.target || "#node-panel";
    if (document.querySelector(target)) {
      tree.addEventListener("click", (event) => {
        const link = event.target.closest(".tree-link");
        const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
        if (!link || !plain || !wide.matches || !window.htmx) return;
        event.preventDefault();
        for (const other of tree.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
        link.setAttribute("aria-current", "true");
        window.htmx.ajax("GET", link.href, { target, swap: "innerHTML show:none" }).then(() => {
          if (tree.dataset.target) history.replaceState(history.state, "", link.href);
        });
      });
    }
  }

  // The chosen node is in sight when the page opens.
  document.querySelector(".tree-link[aria-current]")?.scrollIntoView({ block: "nearest" });
})();
