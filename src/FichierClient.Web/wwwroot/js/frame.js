// What the frame does without asking the server: skip link, folding, theme, menus, dialogs, keys that work everywhere.
const year = 60 * 60 * 24 * 365;
const typing = element => element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]");
const places = { a: "/", e: "/entreprises", c: "/contacts", v: "/ventes", t: "/tableau-de-bord", i: "/imports", p: "/parametres" };

function remember(name, value) {
  document.cookie = `fc-${name}=${value}; path=/; max-age=${year}; samesite=lax`;
  document.documentElement.dataset[name] = value;
}

document.addEventListener("click", event => {
  const target = event.target.closest("[data-skip], [data-fold], [data-remember], [data-dialog], [data-copy], [data-print]");
  if (target?.dataset.skip) {
    event.preventDefault();
    document.getElementById(target.dataset.skip)?.focus();
  } else if (target?.dataset.fold !== undefined) {
    remember("nav", document.documentElement.dataset.nav === "folded" ? "open" : "folded");
  } else if (target?.dataset.remember) {
    remember(target.dataset.remember, target.dataset.value);
    markChosen();
  } else if (target?.dataset.dialog) {
    openDialog(target.dataset.dialog);
  } else if (target?.dataset.print !== undefined) {
    window.print();
  } else if (target?.dataset.copy) {
    navigator.clipboard?.writeText(target.dataset.copy).then(() => {
      target.dataset.copied = "";
      setTimeout(() => delete target.dataset.copied, 2000);
    });
  }
  // A menu and a dialog close when they led somewhere; a click beside a dialog is a click on the dialog itself.
  if (event.target.closest("a, .fc-pop-item, [data-close]")) {
    event.target.closest("[popover]:popover-open")?.hidePopover();
    event.target.closest("dialog[open]")?.close();
  }
  if (event.target.matches("dialog[open]")) {
    event.target.close();
  }
});

// On a phone the pages of a section stand in one line that scrolls: the current one is shown. Each navigation focuses the page's title.
function showCurrentPage() {
  const current = document.querySelector(".fc-settings-nav a.active");
  const line = current?.parentElement;
  if (line && line.scrollWidth > line.clientWidth) {
    const [at, from] = [current.getBoundingClientRect(), line.getBoundingClientRect()];
    line.scrollLeft += at.left - from.left - (from.width - at.width) / 2;
  }
}
document.addEventListener("focusin", event => event.target.matches("h1") && showCurrentPage());
showCurrentPage();

document.addEventListener("submit", event => {
  if (event.target.matches("[data-close-on-submit]")) {
    event.target.closest("[popover]:popover-open")?.hidePopover();
  }
});

// A panel whose form was applied closes; one with something wrong in it stays, with the keys in the field that is meant.
window.fcRememberToday = (name, day) => { document.cookie = `fc-${name}=${day}; path=/; max-age=${year / 365}; samesite=lax`; };
window.fcClosePop = () => document.querySelector("[popover]:popover-open")?.hidePopover();
window.fcFocusField = id => document.getElementById(id)?.focus();

// The same behind a dialog that is about to close, and gives the focus back to nobody.
window.fcFocusBehind = id => {
  const until = performance.now() + 3000;
  const look = () => {
    const field = document.getElementById(id);
    if (document.querySelector(".mud-dialog") === null && document.activeElement !== field) {
      field?.focus();
      field?.scrollIntoView({ block: "nearest" });
    }
    if (performance.now() < until && (document.querySelector(".mud-dialog") !== null || document.activeElement !== field)) {
      setTimeout(look, 60);
    }
  };
  look();
};

// The browser shows a popover in the middle: put it under its button, on the side where there is room.
document.addEventListener("beforetoggle", event => {
  const pop = event.target;
  if (event.newState !== "open" || pop.dataset?.pop === undefined) {
    return;
  }
  markChosen();
  const button = document.querySelector(`[popovertarget="${CSS.escape(pop.id)}"]`);
  const at = button.getBoundingClientRect();
  const up = at.bottom > innerHeight * 0.7;
  const right = at.left > innerWidth / 2;
  Object.assign(pop.style, {
    top: up ? "auto" : `${at.bottom + 4}px`,
    bottom: up ? `${innerHeight - at.top + 4}px` : "auto",
    left: right ? "auto" : `${Math.max(8, at.left)}px`,
    right: right ? `${Math.max(8, document.documentElement.clientWidth - at.right)}px` : "auto",
    maxHeight: `${(up ? at.top : innerHeight - at.bottom) - 16}px`,
  });
}, true);

// What opens with a field is for typing; a filter unfolds for the same reason.
document.addEventListener("toggle", event => {
  if (event.newState === "open" && event.target.matches("[data-pop], .fc-filter")) {
    event.target.querySelector(":scope > form input, :scope > form textarea, :scope > form select")?.focus();
  }
}, true);

// At once, not with the event that tells of it: the first letter may be typed already.
document.addEventListener("click", event => {
  const filter = event.target.closest("summary")?.parentElement;
  if (filter?.matches(".fc-filter") && !filter.open) {
    event.preventDefault();
    filter.open = true;
    filter.querySelector(":scope > form input, :scope > form textarea, :scope > form select")?.focus();
  }
});

// Arrows move in an open menu.
document.addEventListener("keydown", event => {
  const menu = event.target.closest("[popover]:popover-open");
  if (!menu || (event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.target.matches("input, textarea, select")) {
    return;
  }
  event.preventDefault();
  const items = [...menu.querySelectorAll("a[href], button, summary, input")].filter(item => item.checkVisibility());
  items[(items.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length]?.focus();
});

let clicked = { at: -Infinity, button: null };
document.addEventListener("click", event => { clicked = { at: event.timeStamp, button: event.target.closest("button, a[href], summary") }; }, true);
let leader = false;
document.addEventListener("keydown", event => {
  // Enter in a text of several lines begins another one: with Ctrl it saves the form.
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.matches("textarea") && event.target.form) {
    event.preventDefault();
    const form = event.target.form;
    // What was typed is said when the field is left.
    event.target.blur();
    setTimeout(() => form.requestSubmit(), 50);
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openDialog("palette");
    return;
  }
  // A letter right after a click, or Enter, is meant for the field that is about to open.
  if (event.timeStamp - clicked.at < 2000 && (event.target === document.body || event.target === clicked.button)) {
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) {
    return;
  }
  if (event.key === "?") {
    openDialog("aide");
  } else if (leader && leads(places[event.key])) {
    Blazor.navigateTo(places[event.key]);
  } else if (event.key === "e" && !event.target.closest("[data-row]")) {
    document.querySelector("[data-edit-page]")?.click();
  }
  leader = event.key === "g";
});

// Only where this member's navigation leads.
function leads(path) {
  return [...document.querySelectorAll("nav a[href]")].some(link => link.pathname === path);
}

// A button that adds a row leads into it: its first field, as soon as it stands there.
document.addEventListener("click", event => {
  const rows = event.target.closest("[data-adds]")?.dataset.adds;
  if (!rows) {
    return;
  }
  const before = document.querySelectorAll(rows).length;
  const watch = new MutationObserver(() => {
    const now = document.querySelectorAll(rows);
    if (now.length > before) {
      watch.disconnect();
      now[now.length - 1].querySelector("input, select, textarea")?.focus();
    }
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), 3000);
});

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) {
    dialog.showModal();
    dialog.querySelector("[autofocus]")?.select?.();
  }
}

function markChosen() {
  for (const choice of document.querySelectorAll("[data-remember]")) {
    const kept = new RegExp(`(?:^|; )fc-${choice.dataset.remember}=(\\w+)`).exec(document.cookie)?.[1];
    const chosen = kept ?? (choice.dataset.remember === "theme" ? "system" : "compact");
    choice.setAttribute("aria-pressed", String(choice.dataset.value === chosen));
  }
}

// What the browser says of a field in its own language is said in the page's; {0} is the limit.
document.addEventListener("invalid", event => {
  const field = event.target;
  field.setCustomValidity("");
  const [word, limit] = field.validity.valueMissing ? ["valueMissing"] : field.validity.badInput ? ["badInput"]
    : field.validity.rangeUnderflow ? ["rangeUnderflow", field.min] : field.validity.rangeOverflow ? ["rangeOverflow", field.max] : [];
  if (word) {
    field.setCustomValidity(document.body.dataset[word].replace("{0}", limit));
  }
}, true);
document.addEventListener("input", event => event.target.setCustomValidity?.(""), true);
