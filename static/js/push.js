// Push messages in this browser: on the settings page, switched on and off.
// Without JavaScript there are none, and the page says nothing of them.

const card = document.getElementById("push");

function show(...states) {
  for (const part of card.querySelectorAll("[data-push]")) part.hidden = !states.includes(part.dataset.push);
}

function bytesOf(key) {
  const base64 = key.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function isFor(subscription, key) {
  const theirs = new Uint8Array(subscription.options.applicationServerKey ?? []);
  return theirs.length === key.length && theirs.every((byte, at) => byte === key[at]);
}

function textOf(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function post(url, fields) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "X-CSRFToken": token };
  const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams(fields) });
  if (!answer.ok || answer.redirected) throw new Error(`The desk answered ${answer.status}.`);
}

function tell(subscription) {
  return post(card.dataset.subscribe, {
    endpoint: subscription.endpoint,
    p256dh: textOf(subscription.getKey("p256dh")),
    auth: textOf(subscription.getKey("auth")),
  });
}

async function registered() {
  return navigator.serviceWorker.register(card.dataset.worker, { scope: "/" });
}

async function state() {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "missing";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  return subscription ? "on" : "off";
}

async function switchOn() {
  if ((await Notification.requestPermission()) !== "granted") return;
  await registered();
  const registration = await navigator.serviceWorker.ready;
  const key = bytesOf(card.dataset.key);
  const old = await registration.pushManager.getSubscription();
  if (old && !isFor(old, key)) await old.unsubscribe();
  await tell(await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  location.reload();
}

async function switchOff() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  if (subscription) {
    await post(card.dataset.end, { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  location.reload();
}

function press(name, act) {
  card.querySelector(`[data-push=${name}] button`).addEventListener("click", async () => {
    try {
      await act();
      show(await state());
    } catch {
      show(name, "failed");
    }
  });
}

press("off", switchOn);
press("on", switchOff);
show(await state());
