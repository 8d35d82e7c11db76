// <form data-once> is sent once: a second press while the first is on its way does nothing.
const mark = (form, sent) => {
  form.toggleAttribute("data-sent", sent);
  form.setAttribute("aria-busy", String(sent));
  for (const control of form.elements) {
    if (control.type !== "submit") continue;
    if (sent) control.setAttribute("aria-disabled", "true");
    else control.removeAttribute("aria-disabled");
  }
};
const once = (element) => element?.closest?.("form[data-once]");

document.addEventListener("submit", (event) => {
  const form = once(event.target);
  if (!form?.hasAttribute("data-sent")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// In the bubbling phase everybody who wants to stop the form has spoken, htmx among them.
document.addEventListener("submit", (event) => {
  const form = once(event.target);
  if (form && !event.defaultPrevented) mark(form, true);
});

// What works out a sum while one types sends nothing.
const sends = (element) => element.matches("form, button, input[type=submit]");
const asked = (event) => event.detail.requestConfig?.verb !== "get" && sends(event.detail.elt) && once(event.detail.elt);
document.addEventListener("htmx:beforeSend", (event) => {
  const form = asked(event);
  if (form) mark(form, true);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = asked(event);
  if (form) mark(form, false);
});

// Coming back with the browser's Back brings the page as it was left.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => mark(form, false));
});
