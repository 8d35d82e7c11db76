// A combobox over answers from the server. <input data-pick-url data-pick-list data-pick-into data-pick-chosen>:
// what is typed is asked for at the url, the answer's [role=option] elements fill the list, and choosing one puts its
// data-value into the hidden input and shows what was chosen. Without this script the text itself is sent.

const byId = (id) => document.getElementById(id);
const list = (input) => byId(input.dataset.pickList);
const options = (input) => [...list(input).querySelectorAll("[role=option]")];
const active = (input) => byId(input.getAttribute("aria-activedescendant") ?? "");
const inputOf = (place) => document.querySelector(`[data-pick-list="${CSS.escape(place.id)}"]`);

function show(input, open) {
  list(input).hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (!open) point(input, null);
}

function point(input, option) {
  for (const other of options(input)) other.setAttribute("aria-selected", String(other === option));
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function answered(input) {
  const found = options(input);
  found.forEach((option, at) => { option.id ||= `${list(input).id}-${at}`; });
  show(input, found.length > 0 && document.activeElement === input);
  if (found[0]?.dataset.value) point(input, found[0]);
  // A group's label says how many were found; the list itself is not read out.
  const told = byId(input.dataset.pickStatus ?? "");
  if (told) told.textContent = list(input).querySelector("[role=group]")?.getAttribute("aria-label") ?? "";
}

function choose(input, option) {
  if (option.dataset.value === undefined) {
    option.click();
    return;
  }
  const into = byId(input.dataset.pickInto);
  const chosen = byId(input.dataset.pickChosen);
  into.value = option.dataset.value;
  input.value = "";
  show(input, false);
  name(chosen, into.value, option.dataset.label ?? option.textContent.trim());
  for (const link of chosen.querySelectorAll("[data-pick-link]")) link.href = link.dataset.pickLink.replace("/0/", `/${into.value}/`);
  chosen.hidden = false;
  input.hidden = true;
  // Who knows what comes next goes on at once; who was chosen is read out.
  (byId(input.dataset.pickNext ?? "") ?? chosen.querySelector("[data-pick-clear]")).focus();
  const told = byId(input.dataset.pickStatus ?? "");
  if (told) told.textContent = option.dataset.label ?? option.textContent.trim();
  into.dispatchEvent(new Event("change", { bubbles: true }));
}

// The name at once, and then what else one should know, from data-pick-card.
function name(chosen, value, label) {
  const place = chosen.querySelector("[data-pick-name]");
  place.textContent = label;
  const card = place.dataset.pickCard;
  if (card) window.htmx.ajax("GET", card.replace("/0/", `/${value}/`), { target: place, swap: "innerHTML" });
}

// Somebody changed the one who is chosen: their card says so.
document.addEventListener("customer-saved", (event) => {
  for (const input of document.querySelectorAll("[data-pick-url]")) {
    const into = byId(input.dataset.pickInto);
    if (into.value === String(event.detail.pk)) name(byId(input.dataset.pickChosen), into.value, event.detail.name);
  }
});

function clear(input) {
  const into = byId(input.dataset.pickInto);
  into.value = "";
  byId(input.dataset.pickChosen).hidden = true;
  input.hidden = false;
  input.focus();
  into.dispatchEvent(new Event("change", { bubbles: true }));
}

function pressed(event) {
  const input = event.target;
  const found = options(input);
  const open = input.getAttribute("aria-expanded") === "true";
  const here = found.indexOf(active(input));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    show(input, true);
    point(input, found[(here + step + found.length + (here < 0 && step < 0 ? 1 : 0)) % found.length]);
  } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && open && here >= 0) {
    event.preventDefault();
    choose(input, found[here]);
  } else if (event.key === "Escape" && open) {
    event.preventDefault();
    show(input, false);
  }
}

function dress(input) {
  if (input.getAttribute("role") === "combobox") return;
  const place = list(input);
  place.setAttribute("role", "listbox");
  place.hidden = true;
  const attributes = {
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": place.id,
    "hx-get": input.dataset.pickUrl, "hx-trigger": "input changed delay:150ms", "hx-target": `#${place.id}`,
    "hx-swap": "innerHTML", "hx-sync": "this:queue last",
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  window.htmx.process(input);
  input.hidden = Boolean(byId(input.dataset.pickInto).value);
  byId(input.dataset.pickChosen).hidden = !input.hidden;
}

const prepare = (root) => {
  root.querySelectorAll?.("[data-pick-url]").forEach(dress);
  if (root.matches?.("[data-pick-url]")) dress(root);
};

document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("[data-pick-url]")) pressed(event);
});
document.addEventListener("mousedown", (event) => {
  // The field keeps the focus while one presses in its list.
  if (event.target.closest?.(".pick")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest?.(".pick [role=option][data-value]");
  const cleared = event.target.closest?.("[data-pick-clear]")?.closest(".chosen");
  if (option) choose(inputOf(option.closest(".pick")), option);
  if (cleared) clear(document.querySelector(`[data-pick-chosen="${CSS.escape(cleared.id)}"]`));
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-pick-url]")) show(event.target, false);
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-pick-url]") && event.target.value && options(event.target).length) show(event.target, true);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (!event.target.matches?.(".pick")) return;
  const input = inputOf(event.target);
  if (input) answered(input);
});
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
