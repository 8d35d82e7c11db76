// A link with data-opens-editor opens what it leads to in <dialog id="customer-editor"> instead of a new tab, so that
// nobody leaves the form they are filling in. The dialog closes when what is in it was saved.
const editor = () => document.getElementById("customer-editor");

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-opens-editor]");
  const dialog = editor();
  if (!link || !dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // Whom it showed before is nobody's business now.
  dialog.replaceChildren();
  window.htmx.ajax("GET", link.href, { target: dialog, swap: "innerHTML" }).then(() => {
    // Nothing came: the session is over, and the page says so.
    if (!dialog.hasChildNodes()) return;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
});

document.addEventListener("customer-saved", () => editor()?.close());
