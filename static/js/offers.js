// Words that are offered while one types into <textarea data-offers-list>: a ";" at the beginning of a word opens the
// canned replies of data-canned-url with the values of this case, an "@" in a note the colleagues of data-colleagues-url.
// What is typed after it narrows the list; Enter or Tab puts the chosen one in its place. Whoever knows the shortcut
// types it and presses Enter without waiting for the list.

const WORD = /(^|\s)([;@])([^\s;@]{0,40})$/;
const PAUSE_MS = 120;

const listOf = (field) => document.getElementById(field.dataset.offersList);
const optionsOf = (field) => [...listOf(field).querySelectorAll("[role=option]")];
const isOpen = (field) => !listOf(field).hidden;
const wordsOf = (option) => option.querySelector(".preview").textContent;
let timer = 0;
let asked = 0;
// What the list answers to, or would.
let listed = null;

function typedIn(field) {
  if (field.selectionStart !== field.selectionEnd) return null;
  const match = WORD.exec(field.value.slice(0, field.selectionStart));
  const url = match && urlFor(field, match[2]);
  return url ? { url, text: match[3], from: field.selectionStart - match[3].length - 1, to: field.selectionStart } : null;
}

// Nobody is called in what a customer reads.
function urlFor(field, sign) {
  if (sign === ";") return field.dataset.cannedUrl;
  const chosen = field.form?.querySelector("[name=type]:checked")?.value;
  return chosen === "note" ? field.dataset.colleaguesUrl : undefined;
}

function close(field) {
  listOf(field).hidden = true;
  field.removeAttribute("aria-activedescendant");
}

function point(field, option) {
  for (const other of optionsOf(field)) other.setAttribute("aria-selected", String(other === option));
  if (!option) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", option.id);
  return option.scrollIntoView({ block: "nearest" });
}

async function answerTo(typed) {
  const url = new URL(typed.url, location.href);
  url.searchParams.set("q", typed.text);
  const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  return answer?.ok ? answer.text() : null;
}

async function offer(field) {
  const typed = typedIn(field);
  if (!typed) return close(field);
  asked += 1;
  const turn = asked;
  const answer = await answerTo(typed);
  // A later letter has asked again meanwhile, or one has gone on without.
  if (turn !== asked || typedIn(field)?.text !== typed.text) return undefined;
  listed = typed.text;
  if (answer === null || document.activeElement !== field) return close(field);
  const list = listOf(field);
  list.innerHTML = answer;
  list.hidden = false;
  // The group's label says how many there are; the list itself is not read out.
  const told = document.getElementById(field.dataset.offersStatus ?? "");
  if (told) told.textContent = list.querySelector("[role=group]")?.getAttribute("aria-label") ?? "";
  return point(field, optionsOf(field)[0]);
}

// The first that fits, when it is known; somebody may have typed on by then. Without any it was a plain line end.
async function takeFirst(field, typed, otherwise) {
  clearTimeout(timer);
  asked += 1;
  listed = typed.text;
  const word = field.value.slice(typed.from, typed.to);
  const answer = await answerTo(typed);
  if (field.value.slice(typed.from, typed.to) !== word) return;
  listOf(field).innerHTML = answer ?? "";
  const [option] = optionsOf(field);
  if (option) put(field, wordsOf(option), typed.from, typed.to);
  else if (otherwise) put(field, otherwise, typed.to, typed.to);
}

function put(field, words, from, to) {
  field.setRangeText(words, from, to, field.selectionStart > to ? "preserve" : "end");
  close(field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function insert(field, option) {
  const typed = typedIn(field);
  if (!typed) return;
  put(field, wordsOf(option), typed.from, typed.to);
  field.focus();
}

function dismiss(field) {
  // Still on its way it stays away, too.
  asked += 1;
  listed = typedIn(field)?.text ?? null;
  close(field);
}

function pressed(event) {
  const field = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const chooses = event.key === "Tab" ? isOpen(field) : event.key === "Enter";
  const typed = chooses && !event.shiftKey ? typedIn(field) : null;
  const options = optionsOf(field);
  const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (typed?.text && typed.text !== listed) takeFirst(field, typed, event.key === "Enter" ? "\n" : "");
  else if (!isOpen(field)) return;
  else if (event.key === "Escape") dismiss(field);
  else if (step && options.length) point(field, options[(here + step + options.length) % options.length]);
  else if (typed && here >= 0) insert(field, options[here]);
  else return;
  event.preventDefault();
}

function dress(root) {
  for (const field of root.querySelectorAll?.("[data-offers-list]") ?? []) {
    listOf(field).setAttribute("role", "listbox");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", listOf(field).id);
    field.setAttribute("aria-autocomplete", "list");
  }
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("[data-offers-list]") || !event.isTrusted) return;
  listed = null;
  clearTimeout(timer);
  timer = setTimeout(() => offer(event.target), PAUSE_MS);
});
document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("[data-offers-list]")) pressed(event);
}, true);
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("[data-offers] [role=option]");
  if (!option) return;
  event.preventDefault();
  insert(document.querySelector(`[data-offers-list="${CSS.escape(option.closest("[data-offers]").id)}"]`), option);
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-offers-list]")) close(event.target);
});
document.addEventListener("htmx:load", (event) => dress(event.detail.elt));
dress(document);
