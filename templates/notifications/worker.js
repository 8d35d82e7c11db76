// What a browser keeps to show push messages while no page of the desk is open.

self.addEventListener("push", (event) => {
  let news = {};
  try {
    news = event.data.json();
  } catch {
    // A message without words still means that there is something to look at.
  }
  const shown = { body: news.text ?? "", tag: news.tag ?? "news", data: { url: news.url || "/news/" } };
  event.waitUntil(self.registration.showNotification("Courtesy Desk", shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

// In the page that shows it already, else in a new one: a page somebody works in is not led away.
async function open(path) {
  const url = new URL(path, self.location.origin);
  if (url.origin !== self.location.origin) return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => new URL(page.url).pathname === url.pathname);
  await (there ? there.focus() : self.clients.openWindow(url.href));
}
