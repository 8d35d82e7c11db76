// Hears that something on this page has changed, and looks again. The other side is `python -m helpdesk.live`.
//
// How to make a page live stands at the top of helpdesk/live/templatetags/live.py and of renew.js. This file keeps the
// connection, and asks for the page when there is news: at once, then at most every two seconds, and never while nobody
// sees it. Without a connection a page that is seen looks again every 15 seconds, and says so.
// Other scripts hear "live:page" with the new document, and "live:people"; they say "live:wanted", "live:doing", and
// "live:say" with words to be read out.

const LOOKS_APART_MS = 2000;
const LOOKS_APART_ALONE_MS = 15_000;
const ALONE_AFTER_MS = 10_000;
const BEAT_MS = 30_000;
const ANSWER_MS = 10_000;
const TICK_MS = 5000;
const ASLEEP_MS = 20_000;
const LONGEST_PAUSE_MS = 30_000;
const NO_PASS = 4401;
const SAID_MS = 10_000;

const place = () => document.getElementById("live");
const address = () => location.pathname + location.search;
const state = { socket: null, live: false, lostAt: Date.now(), tries: 0, retry: 0, doing: "looking", beatAt: 0, heardAt: 0, asked: false };
const looks = { at: 0, timer: 0, running: false, again: false, failed: false, over: false };
// The page this is, and the address under which it came.
const here = { place: null, address: "" };

// --- looking again -------------------------------------------------------------------------------

function want() {
  looks.again = true;
  // A page nobody sees is brought up to date when somebody does.
  if (document.hidden || looks.running || looks.over) return;
  clearTimeout(looks.timer);
  looks.timer = setTimeout(look, Math.max(0, looks.at + LOOKS_APART_MS - Date.now()));
}

// What htmx has put into the address since is what the page shows now.
const pageNow = () => (here.address === address() ? place()?.dataset.page : address());

async function look() {
  const page = pageNow();
  if (!page || document.hidden) return;
  Object.assign(looks, { at: Date.now(), running: true, again: false });
  const answer = await fetch(page, { headers: { "X-Live": "1" }, redirect: "manual", cache: "no-store" }).catch(() => null);
  const text = answer?.ok ? await answer.text().catch(() => null) : null;
  Object.assign(looks, { running: false, failed: text === null });
  // Somebody may have gone on to another page meanwhile.
  if (text !== null && pageNow() === page) renew(text);
  else if (answer && !answer.ok && answer.status < 500) giveUp(answer);
  if (looks.again) want();
}

function renew(text) {
  const renewed = new DOMParser().parseFromString(text, "text/html");
  const pass = renewed.getElementById("live")?.dataset.pass;
  document.dispatchEvent(new CustomEvent("live:page", { detail: renewed }));
  if (!pass) return;
  place().dataset.pass = pass;
  if (state.live) send({ pass });
}

// The session is over, or the page is not for this person any more: what stands there stays.
function giveUp(answer) {
  looks.over = true;
  const notice = document.getElementById("signed-out");
  if (notice && answer.headers.has("X-Signed-Out")) notice.hidden = false;
  mark();
}

// --- the connection ------------------------------------------------------------------------------

const send = (message) => { if (state.socket?.readyState === WebSocket.OPEN) state.socket.send(JSON.stringify(message)); };

function beat() {
  state.beatAt = Date.now();
  state.asked = true;
  send({ doing: document.hidden ? "away" : state.doing });
}

function connect() {
  clearTimeout(state.retry);
  if (!place()?.dataset.socket) return;
  const url = new URL(place().dataset.socket, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  const old = state.socket;
  state.socket = socket;
  old?.close();
  socket.addEventListener("open", () => {
    if (socket !== state.socket) return;
    send({ pass: place().dataset.pass });
    beat();
  });
  socket.addEventListener("message", (event) => { if (socket === state.socket) hear(JSON.parse(event.data)); });
  socket.addEventListener("close", (event) => { if (socket === state.socket) lose(event.code); });
}

function hear(message) {
  Object.assign(state, { live: true, tries: 0, asked: false, heardAt: Date.now() });
  mark();
  if (message.news) want();
  if (message.people) document.dispatchEvent(new CustomEvent("live:people", { detail: message.people }));
}

function lose(code) {
  if (state.live) state.lostAt = Date.now();
  Object.assign(state, { socket: null, live: false, asked: false });
  // A new pass comes with the page itself.
  if (code === NO_PASS) want();
  const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** state.tries) * (0.5 + Math.random());
  state.tries += 1;
  clearTimeout(state.retry);
  state.retry = setTimeout(connect, pause);
}

function connectAnew() {
  if (state.live) state.lostAt = Date.now();
  Object.assign(state, { live: false, tries: 0 });
  connect();
}

function mark() {
  const alone = looks.over || (!state.live && Date.now() - state.lostAt > ALONE_AFTER_MS);
  const shown = document.querySelector("[data-live-lost]");
  if (shown) shown.hidden = !alone;
  return alone;
}

// --- time, sleep and sight -----------------------------------------------------------------------

let tickedAt = Date.now();
function tick() {
  const now = Date.now();
  const slept = now - tickedAt > ASLEEP_MS && !document.hidden;
  tickedAt = now;
  const deaf = state.live && state.asked && now - state.beatAt > ANSWER_MS;
  if (slept || deaf) connectAnew();
  else if (state.live && now - state.beatAt > BEAT_MS) beat();
  if ((mark() || looks.failed) && !looks.over && now - looks.at > LOOKS_APART_ALONE_MS) want();
}

function seen() {
  if (document.hidden) return send({ doing: "away" });
  // Perhaps one has signed in again, in another tab.
  if (looks.over) Object.assign(looks, { over: false, again: true });
  if (state.live && Date.now() - state.heardAt < BEAT_MS + ANSWER_MS) beat();
  else connectAnew();
  return looks.again ? want() : undefined;
}

// Another page in place of this one brings a pass of its own. The mark stands in the top bar, beside the bell.
function settle() {
  Object.assign(here, { place: place(), address: address() });
  const shown = document.querySelector("#live [data-live-lost]");
  const bell = document.getElementById("bell");
  if (!shown || !bell) return;
  bell.parentElement.querySelectorAll(":scope > [data-live-lost]").forEach((old) => old.remove());
  bell.before(shown);
}

function say(words) {
  const line = document.createElement("p");
  line.textContent = words;
  document.querySelector("[data-live-spoken]")?.append(line);
  setTimeout(() => line.remove(), SAID_MS);
}

document.addEventListener("live:wanted", want);
document.addEventListener("live:say", (event) => say(event.detail));
document.addEventListener("live:doing", (event) => {
  state.doing = event.detail;
  beat();
});
document.addEventListener("visibilitychange", seen);
window.addEventListener("online", connectAnew);
window.addEventListener("pagehide", () => {
  clearTimeout(state.retry);
  const { socket } = state;
  state.socket = null;
  socket?.close();
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  want();
  connectAnew();
});
document.addEventListener("htmx:afterSwap", () => {
  if (!place() || place() === here.place) return;
  settle();
  connectAnew();
});

if (place()) {
  settle();
  connect();
  setInterval(tick, TICK_MS);
}
