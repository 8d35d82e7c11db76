// Files of a form: each is sent at once, with its progress, and the form then sends only their keys. [data-files] holds
// the list, the file input and a row to copy; the server answers with finished list items. js/drop.js brings what is
// dropped and pasted as "files:add". Without this script the files come with the form itself.

const AT_ONCE = 2;
const queues = new WeakMap();
let sentAfterwards = null;

const listOf = (field) => field.querySelector("[data-files-list]");
const sending = (within) => [...within.querySelectorAll("[data-file-sending]:not(.refused)")];
const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
// Signing in elsewhere gives the browser another token than this page has; the cookie always has the present one.
const token = (field) => cookie("csrftoken") ?? field.closest("form")?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

function say(field, words, name = "") {
  const place = field.querySelector("[data-files-status]");
  place.textContent = words.replace("{name}", () => name);
  place.classList.toggle("shown", words === field.dataset.waiting);
}

const changed = (field) => listOf(field).dispatchEvent(new Event("change", { bubbles: true }));

function add(field, files) {
  for (const file of files) {
    const row = field.querySelector("[data-files-row]").content.firstElementChild.cloneNode(true);
    row.querySelectorAll("[data-file-name]").forEach((place) => { place.textContent = file.name; });
    listOf(field).append(row);
    const job = { field, row, file, request: null };
    row.querySelector("[data-file-drop]").addEventListener("click", () => leaveOut(job));
    row.querySelector("[data-file-again]").addEventListener("click", () => again(job));
    if (file.size > Number(field.dataset.filesLimit)) refuse(job, field.dataset.tooLarge.replace("{name}", () => file.name));
    else wait(job);
  }
}

function wait(job) {
  if (!queues.has(job.field)) queues.set(job.field, { waiting: [], running: 0 });
  queues.get(job.field).waiting.push(job);
  next(job.field);
}

function next(field) {
  const queue = queues.get(field);
  while (queue.running < AT_ONCE && queue.waiting.length) {
    queue.running += 1;
    send(queue.waiting.shift());
  }
}

function send(job) {
  const { field, row, file } = job;
  const body = new FormData();
  body.append("uploads", file, file.name);
  const request = new XMLHttpRequest();
  job.request = request;
  request.open("POST", field.dataset.filesUrl);
  request.setRequestHeader("X-CSRFToken", token(field));
  request.upload.addEventListener("progress", (event) => {
    // The last step is the server's: it looks at the file before it answers.
    if (event.lengthComputable) row.querySelector("progress").value = 95 * event.loaded / event.total;
  });
  request.addEventListener("loadend", () => {
    queues.get(field).running -= 1;
    job.request = null;
    if (row.isConnected) answered(job, request);
    next(field);
    settled(field);
  });
  request.send(body);
}

function answered(job, request) {
  const { field, row, file } = job;
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const item = page.querySelector("[data-file]");
  const refusal = page.querySelector("[data-file-refused]");
  if (request.status === 200 && item) {
    const focused = row.contains(document.activeElement);
    item.querySelector("input[type=checkbox]").name = field.dataset.filesName;
    row.replaceWith(item);
    if (focused) item.querySelector("[data-file-remove]").focus();
    say(field, field.dataset.saidAdded, file.name);
    changed(field);
  } else if (request.status === 422 && refusal) {
    refuse(job, refusal.textContent.trim(), "again" in refusal.dataset);
  } else if (request.status === 413) {
    refuse(job, field.dataset.tooLarge.replace("{name}", () => file.name));
  } else {
    // A sign-in page instead of an answer: the session is over. 403: this page is older than the sign-in.
    const signedOut = request.status === 200 || request.status === 403;
    refuse(job, (signedOut ? field.dataset.signedOut : field.dataset.notSent).replace("{name}", () => file.name), true);
  }
}

function refuse({ field, row }, words, mayTryAgain = false) {
  row.classList.add("refused");
  row.querySelector(".words").textContent = words;
  row.querySelector("[data-file-again]").hidden = !mayTryAgain;
  say(field, words);
}

function again({ field, row, file }) {
  row.remove();
  add(field, [file]);
  listOf(field).lastElementChild.querySelector("[data-file-drop]").focus();
}

function leaveOut(job) {
  const queue = queues.get(job.field);
  if (queue) queue.waiting = queue.waiting.filter((other) => other !== job);
  takeOff(job.field, job.row, job.file.name);
  job.request?.abort();
  settled(job.field);
}

function takeOff(field, row, name) {
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (beside?.querySelector("[data-file-remove], [data-file-drop]") ?? field.querySelector("input[type=file]")).focus();
  say(field, field.dataset.saidRemoved, name);
}

function removed(button) {
  const field = button.closest("[data-files]");
  const row = button.closest("[data-file]");
  // Should nobody answer, the form no longer names the file, and it is swept in time.
  const gone = fetch(button.dataset.fileRemove, { method: "POST", headers: { "X-CSRFToken": token(field) }, keepalive: true });
  gone.catch(() => {});
  takeOff(field, row, row.querySelector("[data-file-name]").textContent);
  changed(field);
}

// A form that is sent while files are on their way goes when they are here, unless one of them is refused.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const field = form.querySelector?.("[data-files].live");
  if (!field || !sending(form).length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sentAfterwards = { form, submitter: event.submitter };
  say(field, field.dataset.waiting);
}, true);

function settled(field) {
  const form = field.closest("form");
  if (!sentAfterwards || sentAfterwards.form !== form) return;
  if (sending(form).length) return void say(field, field.dataset.waiting);
  const { submitter } = sentAfterwards;
  sentAfterwards = null;
  const refused = form.querySelector("[data-file-sending].refused button:not([hidden])");
  if (refused) refused.focus();
  else form.requestSubmit(submitter?.isConnected ? submitter : null);
}

document.addEventListener("change", (event) => {
  const input = event.target;
  const field = input.type === "file" ? input.closest("[data-files].live") : null;
  if (!field) return;
  const files = [...input.files];
  // The form must not send them a second time.
  input.value = "";
  add(field, files);
});
document.addEventListener("files:add", (event) => add(event.target, event.detail));
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-file-remove]");
  if (button) removed(button);
});

function dress(field) {
  field.classList.add("live");
  field.querySelector(".camera").hidden = false;
}

const prepare = (root) => {
  root.querySelectorAll?.("[data-files]:not(.live)").forEach(dress);
  if (root.matches?.("[data-files]:not(.live)")) dress(root);
};
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
