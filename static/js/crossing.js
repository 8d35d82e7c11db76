// The composer says with what is sent which message was the newest its writer had seen. As long as nothing is written
// that is whatever the page shows by now; from the first letter on it stays, so that what crosses it is noticed.
document.addEventListener("live:renewed", () => {
  const form = document.getElementById("composer");
  const newest = document.getElementById("last-said")?.dataset.number;
  if (form && newest && !form.elements.body.value.trim()) form.elements.seen.value = newest;
});
