// The panel above the queue: Escape and "Cancel" close it, and what was left empty does not go into the address.
const panel = document.getElementById("queue-panel");

function close() {
  if (!panel?.hasChildNodes()) return false;
  panel.replaceChildren();
  document.querySelector('.filters [data-key="f"]')?.focus();
  return true;
}

document.addEventListener("click", (event) => {
  if (panel?.contains(event.target) && event.target.closest("[data-panel-close]")) {
    event.preventDefault();
    close();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !panel?.contains(event.target)) return;
  if (close()) event.preventDefault();
});

document.addEventListener("formdata", (event) => {
  if (!event.target.matches(".filter-form")) return;
  for (const [name, value] of [...event.formData]) {
    if (value === "") event.formData.delete(name);
  }
});
