// Changes an element of the page as the server's HTML has changed, and nothing beside; see renew.js.
// "was" is what the server sent last time, "now" what it sends, "shown" what stands in the page.

const FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable]";
const BUSY = "dialog[open], .htmx-request, [aria-busy=true], [data-sent]";
// These differ each time without anything having changed.
const FORM_TOKENS = /(name="(?:csrfmiddlewaretoken|form_key|draft_token)"[^>]*? value=")[^"]*/g;
const MARKED_MS = 3000;
const LONGEST_SAID = 200;

// Which element of the page each element the server sent has become.
const shownAs = new WeakMap();
// What has to wait until it is left, and what is to be read out; renew.js empties both.
export const late = new Set();
export const said = [];

export const tokenless = (text) => text.replace(FORM_TOKENS, "$1");
export const html = (element) => tokenless(element.outerHTML);
const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
const wordsOf = (element) => element.dataset.liveSays || element.textContent.replace(/\s+/g, " ").trim().slice(0, LONGEST_SAID);
const isTick = (field) => field.type === "checkbox" && field.hasAttribute("form");

function changed(field) {
  if (isTick(field)) return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (!field.matches("select")) return "defaultValue" in field && field.value !== field.defaultValue;
  const chosen = field.multiple || [...field.options].some((option) => option.defaultSelected);
  return [...field.options].some((option, index) => option.selected !== (chosen ? option.defaultSelected : index === 0));
}

export function isHeld(element) {
  const active = document.activeElement;
  if (element.contains(active) && active.matches(FIELDS) && !isTick(active)) return true;
  if (element.matches(BUSY) || element.querySelector(BUSY)) return true;
  return [element, ...element.querySelectorAll(FIELDS)].some((one) => one.matches(FIELDS) && changed(one));
}

export function link(was, shown) {
  shownAs.set(was, shown);
  const children = [...shown.children];
  [...was.children].forEach((child, index) => link(child, children[index]));
}

// What is new; it still has to be put somewhere, and dressed there by htmx and our own scripts.
function grow(now) {
  const fresh = document.importNode(now, true);
  link(now, fresh);
  return fresh;
}

export function dress(fresh) {
  window.htmx?.process(fresh);
  window.htmx?.trigger(fresh, "htmx:load", { elt: fresh });
}

function announce(fresh) {
  const speaking = [fresh, ...fresh.querySelectorAll("[data-live-says]")].filter((one) => one.hasAttribute("data-live-says"));
  said.push(...speaking.map(wordsOf));
  if (!speaking.length) return;
  fresh.classList.add("just-came");
  setTimeout(() => fresh.classList.remove("just-came"), MARKED_MS);
}

const detailsIn = (element) => [element, ...element.querySelectorAll("details")].filter((one) => one.matches("details"));

function carryOver(from, to) {
  for (const keeper of from.querySelectorAll("[data-live-keep][id]")) {
    to.querySelector(`#${CSS.escape(keeper.id)}`)?.replaceWith(keeper);
  }
  for (const tick of from.querySelectorAll("input[type=checkbox][form]:checked")) {
    const same = `input[type=checkbox][name="${CSS.escape(tick.name)}"][value="${CSS.escape(tick.value)}"]`;
    to.querySelectorAll(same).forEach((box) => { box.checked = true; });
  }
  const details = detailsIn(to);
  detailsIn(from).forEach((one, index) => {
    const same = one.id ? details.find((other) => other.id === one.id) : details[index];
    if (one.open && same) same.open = true;
  });
}

function replace(was, now, shown) {
  if (isHeld(shown)) {
    late.add(shown);
    // The next time it differs again.
    now.replaceWith(was);
    return true;
  }
  const fresh = grow(now);
  carryOver(shown, fresh);
  shown.replaceWith(fresh);
  dress(fresh);
  if (now.hasAttribute("data-live-says") && wordsOf(was) !== wordsOf(now)) announce(fresh);
  return true;
}

function renewAttributes(was, now, shown) {
  for (const name of new Set([...was.getAttributeNames(), ...now.getAttributeNames()])) {
    const value = now.getAttribute(name);
    if (value === was.getAttribute(name)) continue;
    if (value === null) shown.removeAttribute(name);
    else shown.setAttribute(name, value);
    if (name === "data-live-says" && value) said.push(value);
  }
}

function keyed(element) {
  const found = new Map();
  const seen = {};
  for (const child of element.children) {
    const href = child.matches("li, tr") && child.querySelector("a[href]")?.getAttribute("href");
    const name = child.id || child.dataset.liveKey || (href && `${child.tagName} ${href}`);
    seen[child.tagName] = (seen[child.tagName] ?? 0) + 1;
    const key = name && !found.has(name) ? name : `${child.tagName} ${seen[child.tagName]}`;
    found.set(key, child);
  }
  return found;
}

// Of a list that grows at its end only what both have is compared, and what follows.
function beginTogether(before, after) {
  const first = [...after.keys()].find((key) => before.has(key));
  for (const keys of first ? [before, after] : []) {
    for (const key of [...keys.keys()]) {
      if (key === first) break;
      keys.delete(key);
    }
  }
}

function remove(shown) {
  if (isHeld(shown)) late.add(shown);
  else shown.remove();
}

function put(element, previous, parent) {
  if (previous) previous.after(element);
  else parent.prepend(element);
}

const follows = (element, previous) => previous.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;

function graftChildren(was, now, shown) {
  const before = keyed(was);
  const after = keyed(now);
  if (now.hasAttribute("data-live-grows")) beginTogether(before, after);
  for (const [key, old] of before) {
    const gone = !after.has(key) && shownAs.get(old);
    if (gone?.isConnected) remove(gone);
  }
  let previous = null;
  for (const [key, next] of after) {
    const old = before.get(key);
    if (old && !graft(old, next)) return false;
    const here = old ? shownAs.get(next) ?? shownAs.get(old) : grow(next);
    if (!old) {
      put(here, previous, shown);
      dress(here);
      announce(here);
    } else if (here?.parentElement !== shown) {
      // A panel that was loaded later stands in its place.
      continue;
    } else if (previous && !follows(here, previous) && !isHeld(here)) {
      put(here, previous, shown);
    }
    previous = here;
  }
  return true;
}

// False when scripts have made something else of it, so that only the whole part can be replaced.
export function graft(was, now) {
  const shown = shownAs.get(was);
  if (html(was) === html(now) || now.hasAttribute("data-live-keep")) {
    now.replaceWith(was);
    return true;
  }
  if (!shown?.isConnected) {
    const other = now.id && document.getElementById(now.id);
    return Boolean(other) && replace(was, now, other);
  }
  const whole = was.tagName !== now.tagName || hasText(was) || hasText(now) || now.matches("textarea, select, svg");
  if (whole) return replace(was, now, shown);
  renewAttributes(was, now, shown);
  shownAs.set(now, shown);
  return graftChildren(was, now, shown);
}

// The whole part anew.
export function replant(now, shown) {
  const fresh = grow(now);
  carryOver(shown, fresh);
  shown.replaceWith(fresh);
  dress(fresh);
}
