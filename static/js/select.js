// Ticking rows of the queue: x for the row in focus, X or Shift with a click up to here, Escape for none.
const bar = document.getElementById("bulk-bar");
const form = document.getElementById("bulk");
const panel = document.getElementById("bulk-panel");
const typed = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])";
let last = "";
// The server wrote what is said of one, of few and of many; which of them a number asks for differs with the language.
const counting = new Intl.PluralRules(document.documentElement.lang || "en");

const boxes = () => [...document.querySelectorAll("input[name=ticket][form=bulk]")];
const ticked = () => boxes().filter((box) => box.checked);
const boxOf = (element) => element?.closest?.("li, tr")?.querySelector("input[name=ticket][form=bulk]");

// The switch of keys.js: single keys may be off on this device.
function keysAllowed() {
  try {
    return localStorage.getItem("single-keys") !== "off";
  } catch {
    return true;
  }
}

function count() {
  const number = ticked().length;
  const all = form.elements.all.checked;
  const text = form.querySelector(".bulk-count");
  const said = all || !number ? "" : text.dataset[counting.select(number)].trim().replace(/\d+/, number);
  if (text.textContent !== said) text.textContent = said;
  bar.hidden = !number && !all && !panel.hasChildNodes();
}

function range(from, to) {
  const all = boxes();
  const [start, end] = [all.findIndex((box) => box.value === from), all.indexOf(to)].sort((a, b) => a - b);
  all.slice(Math.max(start, 0), end + 1).forEach((box) => { box.checked = to.checked; });
}

function toggle(box, { upToHere = false } = {}) {
  box.checked = upToHere || !box.checked;
  if (upToHere && last) range(last, box);
  last = box.value;
  count();
}

function none() {
  for (const box of ticked()) box.checked = false;
  form.elements.all.checked = false;
  last = "";
  count();
}

// Escape closes what is asked, then takes the ticks away; the focus goes back to the list.
function escape() {
  if (panel.hasChildNodes()) {
    panel.replaceChildren();
    document.querySelector("[data-list] :is(.ticket-row, [data-item])")?.focus();
    count();
    return true;
  }
  if (!ticked().length && !form.elements.all.checked) return false;
  none();
  return true;
}

if (bar) {
  bar.classList.add("floats");
  form.querySelectorAll("[data-select-page], [data-select-none]").forEach((button) => { button.hidden = false; });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && !document.querySelector("details[open]:is(.menu, .verb)") && escape()) return event.preventDefault();
    if (event.key.toLowerCase() !== "x" || event.target.closest?.(typed) || !keysAllowed()) return;
    const box = boxOf(document.activeElement);
    if (!box) return;
    toggle(box, { upToHere: event.key === "X" });
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("input[name=ticket][form=bulk]");
    if (box && event.shiftKey && last) range(last, box);
    if (box) last = box.value;
    if (event.target.closest?.("[data-select-page]")) boxes().forEach((one) => { one.checked = true; });
    if (event.target.closest?.("[data-select-none]")) none();
    if (event.target.closest?.("[data-bulk-cancel]") && panel.contains(event.target)) {
      event.preventDefault();
      escape();
    }
    count();
  });
  document.addEventListener("change", count);
  document.addEventListener("htmx:afterSettle", count);
  window.addEventListener("pageshow", count);
  // The list is renewed while the page is open; what was ticked and has left it is no longer counted.
  const list = document.getElementById("tickets");
  if (list) new MutationObserver(count).observe(list, { childList: true, subtree: true });
  count();
}
