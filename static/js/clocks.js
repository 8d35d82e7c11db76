// The clocks of a ticket say how much time is left. The server tells when they will say something else
// (data-changes-in, in seconds); then the page looks again, as it does when somebody has changed something.
let timer = 0;

function wind() {
  clearTimeout(timer);
  const seconds = Number(document.querySelector("[data-changes-in]")?.dataset.changesIn);
  // Longer than a day no page stays; browsers cannot count much longer, either.
  if (seconds > 0 && seconds < 86_400) timer = setTimeout(() => document.dispatchEvent(new CustomEvent("live:wanted")), seconds * 1000);
}

document.addEventListener("live:renewed", wind);
document.addEventListener("visibilitychange", wind);
wind();
