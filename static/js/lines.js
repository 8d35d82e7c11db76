// Rows that belong together: <fieldset data-lines="30"> with .line-row and a button [data-lines-more]. The button adds
// an empty row. Without this script it sends the form, and the page comes back with one.
const numbered = /(line_)\d+(_)/;

function another(lines) {
  const rows = lines.querySelectorAll(".line-row");
  const last = rows[rows.length - 1];
  const row = last.cloneNode(true);
  for (const part of row.querySelectorAll("[id], [name], [for]")) {
    for (const name of ["id", "name", "for"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(numbered, `$1${rows.length}$2`));
    }
  }
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, rows.length + 1));
  row.querySelectorAll(".errorlist").forEach((errors) => errors.remove());
  for (const field of row.querySelectorAll("input, select")) {
    for (const name of ["value", "aria-invalid", "aria-describedby"]) field.removeAttribute(name);
    if (field.matches("select")) field.selectedIndex = 0;
    else field.value = "";
  }
  last.after(row);
  row.querySelector("input").focus();
  return rows.length + 1;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-lines-more]");
  if (!button) return;
  event.preventDefault();
  const lines = button.closest("[data-lines]");
  button.hidden = another(lines) >= Number(lines.dataset.lines);
});
