// What somebody types is kept on the server while they type, so that it outlives the tab, the session and the browser.
// A form takes part by the hidden input [data-draft]: its value proves that the page came from here and for whom, its
// data-draft is where to post to. [data-draft-status] says what became of it.
// Nothing is stored in this browser, neither in localStorage nor elsewhere: terminals are shared, and the next person
// must not find what this one typed. Passwords and files are never sent.

const PAUSE_MS = 800;
// Whoever types without a pause is kept too.
const PATIENCE_MS = 5000;
const RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;
// Browsers let a page that is going away send no more than 64 KiB.
const LEAVING_BYTES = 60_000;
const SAID_MS = 5000;

const states = new WeakMap();
const draftIn = (form) => form?.querySelector("[data-draft]");
const forms = () => [...document.querySelectorAll("[data-draft]")].map((input) => input.form).filter(Boolean);
const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
const unsaved = (state, typed) => !state.over && typed !== state.kept;

let leaving = false;

function stateOf(form) {
  if (!states.has(form)) {
    states.set(form, { touched: false, kept: null, seq: 0, tries: 0, timer: 0, since: 0, sending: false, again: false, over: false, told: "" });
  }
  return states.get(form);
}

function typedInto(form) {
  const secret = new Set([...form.querySelectorAll("input[type=password]")].map((input) => input.name));
  secret.add("csrfmiddlewaretoken");
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !secret.has(name)) typed.append(name, value);
  }
  return typed.toString();
}

// Signing in elsewhere gives the browser another token than this page has; the cookie always has the present one.
const token = (form) => cookie("csrftoken") ?? form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

function parcel(form, state, typed) {
  state.seq = Math.max(Date.now(), state.seq + 1);
  const body = new URLSearchParams(typed);
  body.set("csrfmiddlewaretoken", token(form));
  body.set("draft_seq", String(state.seq));
  return body;
}

function later(form, delay) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), delay);
}

function touched(form) {
  const state = stateOf(form);
  state.touched = true;
  state.since ||= Date.now();
  later(form, Math.max(0, Math.min(PAUSE_MS, state.since + PATIENCE_MS - Date.now())));
}

async function save(form) {
  const state = stateOf(form);
  const typed = typedInto(form);
  clearTimeout(state.timer);
  state.since = 0;
  if (!draftIn(form) || !unsaved(state, typed)) return;
  // The form itself is on its way: with luck there is nothing left to keep.
  if (form.hasAttribute("data-sent")) return later(form, RETRY_MS);
  if (state.sending) {
    state.again = true;
    return;
  }
  state.sending = true;
  const body = parcel(form, state, typed);
  const keepalive = document.hidden && body.toString().length < LEAVING_BYTES;
  let answer = null;
  try {
    answer = await fetch(draftIn(form).dataset.draft, { method: "POST", body, keepalive });
  } catch {
    // Nobody answered: tried again below.
  }
  state.sending = false;
  settle(form, state, typed, answer);
  if (state.again) {
    state.again = false;
    save(form);
  }
}

function settle(form, state, typed, answer) {
  const status = answer?.status ?? 0;
  if (status === 0 || status >= 500 || status === 429) {
    tell(form, "away");
    later(form, Math.min(RETRY_MS * 2 ** state.tries, LONGEST_RETRY_MS));
    state.tries += 1;
    return;
  }
  state.tries = 0;
  if (status === 409) {
    // Another page of the same form was here: whoever types last wins.
    state.seq = Number(answer.headers.get("X-Draft-Seq"));
    state.again = true;
    return;
  }
  if (status === 204) freshen(form);
  const signedOut = status === 403 && answer.headers.has("X-Signed-Out");
  state.over = !signedOut && ![204, 413].includes(status);
  state.kept = typed;
  tell(form, { 204: "kept", 410: "discarded", 413: "tooLong" }[status] ?? (signedOut ? "signedOut" : "tooOld"));
}

// The one who typed is signed in: the form itself can be sent, even if that was done in another tab.
function freshen(form) {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (field && cookie("csrftoken")) field.value = cookie("csrftoken");
}

function tell(form, what) {
  const place = form.querySelector("[data-draft-status]");
  if (!place) return;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const words = place.dataset[what].replace("{time}", clock.format(new Date()));
  place.dataset.tone = what === "kept" ? "" : "bad";
  place.querySelector("[data-draft-shown]").textContent = words;
  place.querySelector("[data-draft-sign-in]").hidden = what !== "signedOut";
  // Read out once, not with every save.
  const state = stateOf(form);
  if (state.told !== what) say(place.querySelector("[data-draft-said]"), words);
  state.told = what;
}

function say(place, words) {
  place.textContent = words;
  setTimeout(() => { if (place.textContent === words) place.textContent = ""; }, SAID_MS);
}

function leave(form) {
  const state = stateOf(form);
  const typed = typedInto(form);
  if (!state.touched || !unsaved(state, typed)) return;
  const body = parcel(form, state, typed);
  // Perhaps because it was sent, and that is no mistake.
  body.set("draft_leaving", "1");
  navigator.sendBeacon(draftIn(form).dataset.draft, body);
}

const within = (event) => {
  const form = event.target.form ?? event.target.closest?.("form");
  return draftIn(form) ? form : null;
};

function changed(event) {
  const form = within(event);
  // What a script fills in by itself is nobody's typing; what it does for a click is.
  if (form && (event.isTrusted || navigator.userActivation?.isActive)) touched(form);
}

document.addEventListener("input", changed);
document.addEventListener("change", changed);
document.addEventListener("htmx:afterSettle", (event) => {
  // Another kind, one more line: part of the form is new, and so is what it holds.
  const form = within(event);
  if (form && stateOf(form).touched) touched(form);
});

document.addEventListener("visibilitychange", () => {
  if (leaving) return;
  for (const form of forms()) {
    const state = stateOf(form);
    if (!state.touched) continue;
    // Perhaps one has signed in meanwhile, in another tab.
    if (!document.hidden && state.told === "signedOut") state.kept = null;
    save(form);
  }
});
window.addEventListener("pagehide", () => {
  leaving = true;
  forms().forEach(leave);
});
window.addEventListener("pageshow", () => { leaving = false; });
window.addEventListener("online", () => forms().filter((form) => stateOf(form).touched).forEach(save));
