// @ts-check
/* Tables: a button in each head sorts by its column; a form above filters by what the rows are. Without it the table stands in the order of the texts. */
(() => {
  "use strict";

  /** What a row is sorted by in a column: the key that the page gives, else its words. @param {HTMLTableRowElement} row @param {number} column @returns {string} */
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell ? cell.dataset.key ?? (cell.textContent ?? "").trim() : "";
  };

  /** @param {HTMLTableElement} table */
  const sortable = (table) => {
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const body = table.tBodies[0];
    const heads = [...table.querySelectorAll("thead th")];

    /** @param {number} column */
    const sort = (column) => {
      const head = heads[column];
      if (!head || !body) return;
      const descending = head.getAttribute("aria-sort") === "ascending";
      const rows = [...body.rows].sort((one, other) => {
        const [first, second] = [key(one, column), key(other, column)];
        // Rows with nothing to sort by stay at the end either way.
        if (!first || !second) return Number(!first) - Number(!second);
        return (descending ? -1 : 1) * collator.compare(first, second);
      });
      body.append(...rows);
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    };

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      const words = (head.textContent ?? "").trim();
      button.type = "button";
      button.title = (table.dataset.hint ?? "{0}").replace("{0}", words);
      button.textContent = words;
      button.addEventListener("click", () => sort(column));
      head.replaceChildren(button);
    });
  };

  /** @param {HTMLFormElement} form @param {HTMLTableElement} table */
  const filtered = (form, table) => {
    const output = form.querySelector("output");
    const rows = [...(table.tBodies[0]?.rows ?? [])];

    const filter = () => {
      const wanted = [...form.querySelectorAll("select")].filter((select) => select.value);
      rows.forEach((row) => {
        row.hidden = !wanted.every((select) => (row.dataset[select.name] ?? "").split(" ").includes(select.value));
      });
      if (output) {
        const shown = rows.filter((row) => !row.hidden).length;
        output.value = (output.dataset.words ?? "").replace("{0}", String(shown)).replace("{1}", String(rows.length));
      }
    };

    form.addEventListener("change", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    filter();
  };

  document.querySelectorAll("table.sortable").forEach((table) => {
    if (table instanceof HTMLTableElement) sortable(table);
  });
  const form = document.querySelector("form.filter");
  const table = document.querySelector("table.sortable");
  if (form instanceof HTMLFormElement && table instanceof HTMLTableElement) filtered(form, table);
})();
