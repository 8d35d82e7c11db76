// Who else looks at what this page is about, in id="presence", and who of them is writing. Whoever types into a form with
// data-live-writing, or into the composer, is writing: until 20 seconds without a letter, until it is sent or left.

const STILL_MS = 20_000;
const FORMS = "[data-live-writing], #composer";

let people = [];
let timer = 0;
let writing = false;

const words = () => document.getElementById("live")?.dataset ?? {};
const others = () => people.filter(([person]) => String(person) !== words().person);

function row([, name, initials, writes]) {
  const item = document.createElement("li");
  const badge = item.appendChild(document.createElement("span"));
  badge.className = "me";
  badge.setAttribute("aria-hidden", "true");
  badge.textContent = initials;
  item.appendChild(document.createElement("span")).textContent = name;
  if (!writes) return item;
  const told = item.appendChild(document.createElement("span"));
  told.className = "writes";
  told.textContent = words().writes;
  return item;
}

function show() {
  const place = document.getElementById("presence");
  if (!place) return;
  place.classList.add("presence");
  place.setAttribute("role", "list");
  place.setAttribute("aria-label", words().people);
  place.replaceChildren(...others().map(row));
  place.hidden = others().length === 0;
}

function speak(before) {
  for (const [person, name, , writes] of others()) {
    const known = before.find(([other]) => other === person);
    const told = writes && !known?.[3] ? words().writing : !known && words().here;
    if (told) document.dispatchEvent(new CustomEvent("live:say", { detail: told.replace("{name}", name) }));
  }
}

function say(now) {
  if (now === writing) return;
  writing = now;
  document.dispatchEvent(new CustomEvent("live:doing", { detail: writing ? "writing" : "looking" }));
}

function stop() {
  clearTimeout(timer);
  say(false);
}

document.addEventListener("live:people", (event) => {
  const before = people;
  [, people] = event.detail;
  show();
  speak(before);
});
document.addEventListener("live:renewed", show);
document.addEventListener("htmx:afterSettle", show);
document.addEventListener("input", (event) => {
  if (!event.isTrusted || !event.target.closest?.(FORMS)) return;
  say(true);
  clearTimeout(timer);
  timer = setTimeout(stop, STILL_MS);
});
document.addEventListener("submit", (event) => { if (event.target.matches(FORMS)) stop(); });
