// A panel that is loaded after its page, <div hx-get="…" hx-trigger="load" hx-swap="outerHTML" data-live-panel>, is asked
// for again whenever the page has been brought up to date, and put in its place if it reads differently. One in which
// something is typed waits for the next time; one in which more has been loaded since stays as it is.

import { dress, isHeld, tokenless } from "./graft.js";

// By address: the element that stands there, and what the server sent for it.
const panels = new Map();

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const { elt, requestConfig, xhr } = detail;
  if (!(elt instanceof Element) || !elt.isConnected) return;
  for (const [path, { shown }] of panels) {
    if (shown.contains(elt) && requestConfig?.path !== path) panels.delete(path);
  }
  if (requestConfig?.elt.matches("[data-live-panel]")) panels.set(requestConfig.path, { shown: elt, text: xhr.responseText });
});

async function renew(path, { shown, text }) {
  if (!shown.isConnected) return panels.delete(path);
  const answer = await fetch(path, { headers: { "HX-Request": "true", "X-Live": "1" }, cache: "no-store" }).catch(() => null);
  const sent = answer?.ok ? await answer.text().catch(() => null) : null;
  if (sent === null || tokenless(sent) === tokenless(text) || isHeld(shown) || !panels.has(path)) return undefined;
  const place = document.createElement("template");
  place.innerHTML = sent;
  const fresh = place.content.firstElementChild;
  if (!fresh) return undefined;
  shown.replaceWith(fresh);
  panels.set(path, { shown: fresh, text: sent });
  return dress(fresh);
}

document.addEventListener("live:renewed", () => {
  for (const [path, panel] of [...panels]) renew(path, panel);
});
