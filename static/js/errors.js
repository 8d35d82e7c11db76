// After a form came back with errors, the focus goes to what is wrong: the first wrong field, else the words above the form.
function mend(root) {
  const field = root.querySelector?.(":is(input, select, textarea):is(.is-invalid, [aria-invalid=true]):not([type=hidden])");
  const words = root.querySelector?.(".alert-danger");
  if (!field && words) words.tabIndex = -1;
  (field ?? words)?.focus();
}

document.addEventListener("htmx:afterSettle", (event) => mend(event.detail.elt));
mend(document);

// The session is over: the page stays as it is, and says so.
document.addEventListener("htmx:responseError", (event) => {
  const notice = document.getElementById("signed-out");
  if (notice && event.detail.xhr.getResponseHeader("X-Signed-Out")) notice.hidden = false;
});
