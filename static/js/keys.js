// Shortcuts. An element names its key: data-key="r" or data-key="g q". A field is focused, anything else is pressed.
const PREFIX_MS = 1200;
const STORE = "single-keys";
const typed = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])";

let prefix = "";
let prefixTimer = 0;
let allowed = true;
try {
  allowed = localStorage.getItem(STORE) !== "off";
} catch {
  // Storage is forbidden here: the choice lasts as long as the page.
}

const shown = (element) => element.getClientRects().length > 0;
const keyed = () => [...document.querySelectorAll("[data-key]")].filter(shown);

function press(element) {
  if (element.matches(typed)) {
    element.focus();
    element.select?.();
  } else {
    element.click();
    // What a summary opens is there to be filled in.
    if (element.parentElement?.open) element.parentElement.querySelector(typed)?.focus();
  }
}

function submit(event) {
  const form = event.target.form;
  if (!form) return;
  event.preventDefault();
  // The button may stand outside the form it belongs to.
  form.requestSubmit([...form.elements].find((control) => control.matches("[data-submit]")));
}

function move(step) {
  const items = [...document.querySelectorAll("[data-list] :is([data-item], .ticket-row, .person-row)")].filter(shown);
  const here = items.findIndex((item) => item.contains(document.activeElement));
  const next = here < 0 ? items[step > 0 ? 0 : items.length - 1] : items[here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(next);
}

function rowsHere() {
  const places = [...document.querySelectorAll("#main [data-key]")].filter(shown);
  return places.map((place) => {
    const row = document.createElement("div");
    const key = row.appendChild(document.createElement("dt"));
    for (const part of place.dataset.key.split(" ")) {
      key.appendChild(document.createElement("kbd")).textContent = part;
      key.append(" ");
    }
    const name = place.cloneNode(true);
    name.querySelectorAll("kbd").forEach((drawn) => drawn.remove());
    const label = place.dataset.keyLabel ?? place.getAttribute("aria-label") ?? place.labels?.[0]?.firstChild?.textContent;
    row.appendChild(document.createElement("dd")).textContent = (label ?? name.textContent).trim();
    return row;
  });
}

function help() {
  const dialog = document.getElementById("keys");
  const here = dialog?.querySelector("[data-keys-here]");
  if (!dialog || dialog.open) return;
  const rows = rowsHere();
  here.hidden = rows.length === 0;
  here.querySelector("dl").replaceChildren(...rows);
  dialog.querySelector("[data-keys-switch]").checked = allowed;
  dialog.showModal();
}

function single(key) {
  const wanted = prefix ? `${prefix} ${key}` : key;
  prefix = "";
  clearTimeout(prefixTimer);
  const target = keyed().find((element) => element.dataset.key === wanted);
  if (target) return press(target), true;
  if (wanted === "?") return help(), true;
  if (wanted === "j" || wanted === "k") return move(wanted === "j" ? 1 : -1);
  if (keyed().some((element) => element.dataset.key.startsWith(`${key} `))) {
    prefix = key;
    prefixTimer = setTimeout(() => { prefix = ""; }, PREFIX_MS);
    return true;
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return submit(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || !allowed) return;
  if (event.target.closest?.(typed) || document.querySelector("dialog[open]")) return;
  if (single(event.key)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.('[data-opens="keys"]')) help();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-keys-switch]")) return;
  allowed = event.target.checked;
  try {
    localStorage.setItem(STORE, allowed ? "on" : "off");
  } catch {
    // As above.
  }
});

document.querySelectorAll('[data-opens="keys"]').forEach((button) => { button.hidden = false; });
