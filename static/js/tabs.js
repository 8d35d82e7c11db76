// One of several: [data-tabs] holds radio inputs, or links to panels of the same page.
// Radios: within the form, only elements whose data-for names the chosen value are shown.
// Links: only the panel the chosen link points at is shown. Without this script everything is.

function follow(tabs) {
  const form = tabs.closest("form");
  const chosen = tabs.querySelector("input[type=radio]:checked")?.value;
  if (!form || chosen === undefined) return;
  for (const part of form.querySelectorAll("[data-for]")) {
    const wanted = part.dataset.for.split(" ").includes(chosen);
    part.hidden = !wanted;
    part.querySelectorAll("input, select, textarea, button").forEach((control) => { control.disabled = !wanted; });
  }
}

const links = (tabs) => [...tabs.querySelectorAll('a[href^="#"]')];
const panel = (link) => document.getElementById(link.hash.slice(1));

function choose(tabs, chosen) {
  for (const link of links(tabs)) {
    const here = link === chosen;
    link.setAttribute("aria-selected", String(here));
    link.tabIndex = here ? 0 : -1;
    panel(link).hidden = !here;
  }
}

function dress(tabs) {
  const all = links(tabs);
  tabs.setAttribute("role", "tablist");
  for (const link of all) {
    link.removeAttribute("aria-current");
    link.id ||= `tab-${link.hash.slice(1)}`;
    link.setAttribute("role", "tab");
    link.setAttribute("aria-controls", link.hash.slice(1));
    panel(link).setAttribute("role", "tabpanel");
    panel(link).setAttribute("aria-labelledby", link.id);
  }
  const wrong = all.find((link) => panel(link).querySelector(".is-invalid, .alert-danger"));
  choose(tabs, wrong ?? all.find((link) => link.hash === location.hash) ?? all[0]);
}

function step(tabs, event) {
  const all = links(tabs);
  const here = all.indexOf(event.target);
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
  if (here < 0 || to === undefined) return;
  event.preventDefault();
  const next = all[(to + all.length) % all.length];
  choose(tabs, next);
  next.focus();
}

function prepare(root) {
  const found = [...(root.querySelectorAll?.("[data-tabs]") ?? [])];
  if (root.matches?.("[data-tabs]")) found.push(root);
  for (const tabs of found) {
    if (tabs.querySelector("input[type=radio]")) follow(tabs);
    else if (links(tabs).length) dress(tabs);
  }
}

document.addEventListener("change", (event) => {
  const tabs = event.target.closest?.("[data-tabs]");
  if (tabs && event.target.type === "radio") follow(tabs);
});
document.addEventListener("click", (event) => {
  const tabs = event.target.closest?.("[data-tabs]");
  const link = event.target.closest?.("a");
  if (!tabs || !links(tabs).includes(link)) return;
  event.preventDefault();
  choose(tabs, link);
  panel(link).querySelector("textarea, input:not([type=hidden]), select")?.focus();
});
document.addEventListener("keydown", (event) => {
  const tabs = event.target.closest?.('[data-tabs][role="tablist"]');
  if (tabs) step(tabs, event);
});
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
