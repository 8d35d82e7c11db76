// Canned replies: a ";" at the beginning of a word in <textarea data-canned-url data-canned-list> opens a list of replies
// with the values of this case. What is typed after it narrows the list; Enter or Tab puts the chosen one in its place.

const WORD = /(^|\s);([^\s;]{0,40})$/;
const PAUSE_MS = 120;

const listOf = (field) => document.getElementById(field.dataset.cannedList);
const optionsOf = (field) => [...listOf(field).querySelectorAll("[role=option]")];
const isOpen = (field) => !listOf(field).hidden;
let timer = 0;
let asked = 0;

function typedIn(field) {
  if (field.selectionStart !== field.selectionEnd) return null;
  const match = WORD.exec(field.value.slice(0, field.selectionStart));
  return match && { text: match[2], from: field.selectionStart - match[2].length - 1 };
}

function close(field) {
  listOf(field).hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function point(field, option) {
  for (const other of optionsOf(field)) other.setAttribute("aria-selected", String(other === option));
  if (!option) return;
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

async function offer(field) {
  const typed = typedIn(field);
  if (!typed) return close(field);
  asked += 1;
  const turn = asked;
  const url = new URL(field.dataset.cannedUrl, location.href);
  url.searchParams.set("q", typed.text);
  const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  // A later letter has asked again meanwhile, or one has gone on without.
  if (!answer?.ok || turn !== asked || !typedIn(field)) return undefined;
  const list = listOf(field);
  list.innerHTML = await answer.text();
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  return point(field, optionsOf(field)[0]);
}

function insert(field, option) {
  const typed = typedIn(field);
  if (!typed) return;
  const words = option.querySelector(".preview").textContent;
  field.setRangeText(words, typed.from, field.selectionStart, "end");
  close(field);
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function pressed(event) {
  const field = event.target;
  if (!isOpen(field) || event.ctrlKey || event.metaKey || event.altKey) return;
  const options = optionsOf(field);
  const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") close(field);
  else if (step && options.length) point(field, options[(here + step + options.length) % options.length]);
  else if ((event.key === "Enter" || event.key === "Tab") && here >= 0) insert(field, options[here]);
  else return;
  event.preventDefault();
}

function dress(root) {
  for (const field of root.querySelectorAll?.("[data-canned-url]") ?? []) {
    const list = listOf(field);
    list.setAttribute("role", "listbox");
    const attributes = { "aria-haspopup": "listbox", "aria-controls": list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  }
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("[data-canned-url]") || !event.isTrusted) return;
  clearTimeout(timer);
  timer = setTimeout(() => offer(event.target), PAUSE_MS);
});
document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("[data-canned-url]")) pressed(event);
}, true);
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("[data-canned] [role=option]");
  if (!option) return;
  event.preventDefault();
  insert(document.querySelector(`[data-canned-list="${CSS.escape(option.closest("[data-canned]").id)}"]`), option);
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-canned-url]")) close(event.target);
});
document.addEventListener("htmx:load", (event) => dress(event.detail.elt));
dress(document);
