// Brings the parts of an open page up to date where they stand. The page is asked for again (live.js), and what differs
// from what the server sent last time is changed (graft.js); whatever people and scripts have done to the rest stays:
// typed text, focus, open details, ticked boxes, panels loaded later, the scroll position.
//
// In the HTML:
//   <section id="timeline" data-live>   a part to keep up to date. Its id is the same whenever the page is asked for.
//   id or data-live-key on an element   tells it from its siblings: it moves with its row instead of being rewritten.
//                                       Otherwise the first <a href> in a row, or the place among its like, decides.
//   data-live-keep                      never touched, and carried over when what is around it is replaced (give it an id).
//   data-live-says="Jana has answered"  read out when the element is new, or when these words have changed; without words
//                                       its text is read.
//   data-live-grows                     a list of which the server sends the end: what it sends no more at the beginning stays.
// What holds the focus of a field, or anything typed and not sent, waits until it is left; all around it is renewed.
// Checkboxes that belong to a form elsewhere (form="bulk") stay ticked, whatever becomes of their row.
// Afterwards the document hears "live:renewed". Panels that are loaded later follow then, see panels.js.
//
// This script comes before all others that change the page: what it finds at first is taken for what the server sent.

import { graft, html, isHeld, late, link, replant, said } from "./graft.js";

const sent = new Map();
let { title } = document;

const parts = (root) => [...root.querySelectorAll("[data-live][id]")].filter((part) => !part.parentElement.closest("[data-live][id]"));

function remember(part) {
  const copy = part.cloneNode(true);
  link(copy, part);
  sent.set(part.id, copy);
}

function renew(id, now) {
  const was = sent.get(id);
  const shown = document.getElementById(id);
  if (!shown) return;
  if (!was) return remember(shown);
  if (html(was) === html(now)) return;
  // `graft` takes apart what it compares, and puts back into `holder` what has to wait.
  const [before, whole, holder] = [was.cloneNode(true), now.cloneNode(true), document.createElement("div")];
  holder.append(now);
  if (graft(was, now)) {
    sent.set(id, holder.firstElementChild);
  } else if (isHeld(shown)) {
    late.add(shown);
    sent.set(id, before);
  } else {
    replant(whole, shown);
    sent.set(id, whole);
  }
}

function focusAgain(element, id, href) {
  if (!element || element === document.body || document.activeElement === element) return;
  const same = (element.isConnected && element) || (id && document.getElementById(id))
    || (href && document.querySelector(`a[href="${CSS.escape(href)}"]`));
  same?.focus?.({ preventScroll: true });
}

document.addEventListener("live:page", (event) => {
  const { activeElement } = document;
  const [id, href] = [activeElement?.id, activeElement?.getAttribute?.("href")];
  late.clear();
  said.length = 0;
  for (const part of parts(event.detail)) renew(part.id, part);
  if (event.detail.title !== title) document.title = title = event.detail.title;
  focusAgain(activeElement, id, href);
  for (const words of said) document.dispatchEvent(new CustomEvent("live:say", { detail: words }));
  document.dispatchEvent(new CustomEvent("live:renewed"));
});

function released() {
  const free = [...late].some((element) => element.isConnected && !isHeld(element));
  if (free) document.dispatchEvent(new CustomEvent("live:wanted"));
}
for (const kind of ["focusout", "change", "reset", "close"]) {
  document.addEventListener(kind, () => { if (late.size) setTimeout(released); }, true);
}

document.addEventListener("htmx:afterSwap", (event) => {
  const root = event.detail.elt;
  if (!(root instanceof Element) || !root.isConnected) return;
  if (root.matches("[data-live][id]")) remember(root);
  else parts(root).forEach(remember);
});
parts(document).forEach(remember);
