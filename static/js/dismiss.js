// Notices can be put away; an open menu closes when one looks elsewhere or presses Escape.
const reveal = (root) => root.querySelectorAll?.("[data-dismiss]").forEach((button) => { button.hidden = false; });

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-dismiss]");
  button?.closest(".notice")?.remove();
  for (const menu of document.querySelectorAll("details:is(.menu, .verb)[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const menu of document.querySelectorAll("details:is(.menu, .verb)[open]")) {
    const within = menu.contains(document.activeElement);
    menu.open = false;
    if (within) menu.querySelector("summary").focus();
  }
});

document.addEventListener("htmx:load", (event) => {
  reveal(event.detail.elt);
  reveal(document.getElementById("notices") ?? document);
});
reveal(document);
