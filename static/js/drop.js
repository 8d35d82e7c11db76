// Files dropped or pasted anywhere in a form with a [data-files] go there. js/files.js takes them: "files:add".

const live = () => [...document.querySelectorAll("[data-files].live")].filter((field) => field.getClientRects().length > 0);
const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const bring = (field, files) => field.dispatchEvent(new CustomEvent("files:add", { bubbles: true, detail: files }));
let leaving = 0;

// Into the form they were dropped on, else into the only one that takes any.
function fieldAt(target) {
  const own = target?.closest?.("[data-files].live") ?? target?.closest?.("form")?.querySelector("[data-files].live");
  if (own) return own;
  const all = live();
  return all.length === 1 ? all[0] : null;
}

const mark = (over) => live().forEach((field) => {
  field.classList.toggle("dragging", over !== null);
  field.classList.toggle("over", Boolean(over) && field === over);
});

document.addEventListener("dragover", (event) => {
  if (!hasFiles(event) || !live().length) return;
  // Else the browser would open the file and leave the page.
  event.preventDefault();
  clearTimeout(leaving);
  const field = fieldAt(event.target);
  event.dataTransfer.dropEffect = field ? "copy" : "none";
  mark(field ?? undefined);
});
document.addEventListener("dragleave", (event) => {
  if (hasFiles(event)) leaving = setTimeout(() => mark(null), 100);
});
document.addEventListener("drop", (event) => {
  if (!hasFiles(event) || !live().length) return;
  event.preventDefault();
  mark(null);
  const field = fieldAt(event.target);
  // A folder cannot be read like a file.
  const items = [...event.dataTransfer.items].filter((item) => item.kind === "file" && !item.webkitGetAsEntry?.()?.isDirectory);
  if (field) bring(field, items.map((item) => item.getAsFile()).filter(Boolean));
});

document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  const field = files.length ? fieldAt(event.target) : null;
  // Office programs put a picture beside the text that was copied: whoever pastes into a text wants the text.
  const wantsText = event.target.closest?.("textarea, input") && event.clipboardData.types.includes("text/plain");
  if (!field || wantsText) return;
  event.preventDefault();
  bring(field, files);
});
