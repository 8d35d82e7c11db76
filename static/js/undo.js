// A form that is good for some seconds only: data-seconds-left says for how many. It counts down and goes away.
const TICK_MS = 1000;

function watch(form) {
  const until = performance.now() + Number(form.dataset.secondsLeft) * TICK_MS;
  const told = form.querySelector("[data-left]");
  const words = told?.dataset.words ?? "";
  const tick = () => {
    const left = Math.ceil((until - performance.now()) / TICK_MS);
    if (!form.isConnected) return;
    if (left <= 0) {
      if (form.contains(document.activeElement)) document.getElementById("main")?.focus();
      form.remove();
      return;
    }
    if (told) told.textContent = words.replace("{n}", String(left));
    setTimeout(tick, TICK_MS / 2);
  };
  tick();
}

function prepare(root) {
  const found = [...(root.querySelectorAll?.("[data-seconds-left]") ?? [])];
  if (root.matches?.("[data-seconds-left]")) found.push(root);
  for (const form of found) {
    if (form.dataset.watched) continue;
    form.dataset.watched = "yes";
    watch(form);
  }
}

document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
document.addEventListener("live:renewed", (event) => prepare(event.target));
prepare(document);
