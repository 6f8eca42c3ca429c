// Keys in a list: arrows move, Enter opens, Space selects, e edits, / filters. Nothing here asks the server.
const list = () => document.querySelector("[data-list]");
const rowsOf = table => [...table.querySelectorAll("[data-row]")];

// Which row of a list led away from it.
const place = () => `fc-row ${location.pathname}${location.search}`;
const keep = row => sessionStorage.setItem(place(), hrefOf(row));
const kept = () => sessionStorage.getItem(place());

const hrefOf = row => row.querySelector("a[href]")?.getAttribute("href");

// The row that the keys were on, and when: a render under way may give the focus to the page's title between two presses.
let last = { href: null, time: -Infinity };

// The way back to a list whose row the keys wait for; null: none is awaited.
let back = null;

function focusRow(rows, index) {
  const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
  if (!row) {
    return;
  }
  for (const other of rows) {
    other.tabIndex = other === row ? 0 : -1;
  }
  row.focus();
  row.scrollIntoView({ block: "nearest" });
  last = { href: hrefOf(row), time: performance.now() };
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open], [popover]:popover-open")) {
    return;
  }
  const row = event.target.closest?.("[data-list] [data-row]");
  const inField = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable=true]");
  if (event.key === "/" && !inField) {
    const filter = document.querySelector("[data-list-filter]") ?? document.querySelector("[popovertarget=f-plus]");
    if (filter) {
      event.preventDefault();
      filter.focus();
      filter.click();
      document.getElementById(filter.getAttribute("popovertarget"))?.querySelector("summary, a")?.focus();
    }
    return;
  }
  if (!row) {
    // A render under way has replaced the row that the keys were on, or has yet to bring it back: then Enter waits for it.
    if (event.key === "Enter" && (event.target === document.body || event.target.matches("main, h1")) && (back || performance.now() - last.time < 2000)) {
      const href = back?.href ?? last.href;
      const link = list() && rowsOf(list()).find(r => hrefOf(r) === href)?.querySelector("a[href]");
      if (link) {
        link.click();
      } else if (back) {
        back.enter = true;
      }
      return;
    }
    // From anywhere that takes no typing, the arrows enter the list.
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list() && (event.target === document.body || event.target.matches("main, h1"))) {
      event.preventDefault();
      const rows = rowsOf(list());
      const lost = performance.now() - last.time < 2000 ? rows.findIndex(r => hrefOf(r) === last.href) : -1;
      if (lost >= 0) {
        focusRow(rows, lost + (event.key === "ArrowDown" ? 1 : -1));
        return;
      }
      // Coming back from a sheet, the row that led to it.
      const left = kept();
      const at = left ? rows.findIndex(r => hrefOf(r) === left) : -1;
      focusRow(rows, Math.max(0, at >= 0 ? at : rows.findIndex(r => r.tabIndex === 0)));
    }
    return;
  }
  if (inField) {
    return;
  }
  const rows = rowsOf(row.closest("[data-list]"));
  const at = rows.indexOf(row);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 10, PageUp: at - 10 };
  if (event.key in moves) {
    event.preventDefault();
    focusRow(rows, moves[event.key]);
  } else if (event.target !== row) {
    return;
  } else if (event.key === "Enter") {
    row.querySelector("a[href]")?.click();
  } else if (event.key === " ") {
    event.preventDefault();
    row.querySelector("input[type=checkbox]")?.click();
  } else if (event.key === "e" && row.dataset.edit) {
    keep(row);
    Blazor.navigateTo(row.dataset.edit);
  }
});

document.addEventListener("click", event => {
  const row = event.target.closest("a[href]") && event.target.closest("[data-row]");
  if (row) {
    keep(row);
  }
}, true);

// Back from a sheet: the keys stand on the row that led to it as soon as it is there, unless something is being typed.
function backToRow() {
  if (!kept()) {
    return;
  }
  const mine = back = { place: place(), href: kept(), until: performance.now() + 5000, enter: false };
  let focused = null;
  const look = () => {
    if (back !== mine) {
      return;
    }
    if (performance.now() > mine.until || (place() === mine.place && kept() !== mine.href)) {
      back = null;
      return;
    }
    const here = place() === mine.place && list();
    const rows = here ? rowsOf(list()) : [];
    const at = rows.findIndex(r => hrefOf(r) === mine.href);
    // The form that is left may still hold the focus: who types in the list's own page keeps it.
    if (here && document.activeElement?.matches("input:not([type=checkbox]), textarea, select")) {
      back = null;
      return;
    }
    // Rows that come a second time, with what is new in them, are other elements: the keys go along.
    if (at >= 0 && (!focused || !focused.isConnected)) {
      focusRow(rows, at);
      focused = rows[at];
      if (mine.enter) {
        back = null;
        focused.querySelector("a[href]")?.click();
        return;
      }
    }
    if (!here || !focused || document.activeElement === focused || document.activeElement === document.body || document.activeElement?.matches("main, h1")) {
      setTimeout(look, 60);
    } else {
      back = null;
    }
  };
  look();
}

// Who goes on with another key or by the mouse doesn't wait for the row any more.
for (const name of ["keydown", "pointerdown"]) {
  document.addEventListener(name, event => {
    if (back && event.key !== "Enter") {
      back.enter = false;
    }
  }, true);
}
addEventListener("popstate", backToRow);
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
  backToRow();
}

// A click anywhere on a row opens it, unless it was meant for something in it or selects text.
document.addEventListener("click", event => {
  const row = event.target.closest("[data-row]");
  if (row && !event.target.closest("a, button, input, label") && !String(getSelection())) {
    row.querySelector("a[href]")?.click();
  }
});
