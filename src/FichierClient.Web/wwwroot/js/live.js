// A page is shown before it is live: its elements are then replaced by equal ones that answer. What was typed, opened or
// pressed in between would be lost with the old ones, so it is done again on the new ones.
const patience = 5000;
const noted = { values: new Map(), pressed: null, focused: null, dialogs: new Set(), menus: new Set() };
const fields = "input:not([type=hidden]):not([type=file]), textarea, select";
const live = () => document.querySelector("[data-live]") !== null;

// The same element before and after: same kind, same name, same place among those that share them.
function keyOf(element) {
  const kind = e => [e.tagName, e.type, e.getAttribute("aria-label"), e.name, e.dataset.field, e.textContent.trim().slice(0, 60)].join("|");
  const own = kind(element);
  const same = [...document.querySelectorAll(element.tagName)].filter(e => kind(e) === own);
  return { own, at: same.indexOf(element), tag: element.tagName, kind };
}

function find({ own, at, tag, kind }) {
  return [...document.querySelectorAll(tag)].filter(e => kind(e) === own)[at];
}

function noteInput(event) {
  if (event.target.matches(fields)) {
    noted.values.set(event.target, keyOf(event.target));
  }
}

function noteFocus(event) {
  noted.focused = event.target.matches(fields) ? { element: event.target, key: keyOf(event.target) } : null;
}

// A button that the browser itself answers (menu, dialog, form) has done its work already.
function notePress(event) {
  const button = event.target.closest("button");
  const answered = button?.matches("[popovertarget], [type=submit], [data-dialog], [data-fold], [data-remember], [data-copy], [data-print]");
  noted.pressed = button && !answered && !event.target.closest("dialog[open]") ? keyOf(button) : noted.pressed;
}

function noteToggle(event) {
  const kept = event.target.matches("dialog") ? noted.dialogs : noted.menus;
  kept[event.newState === "open" ? "add" : "delete"](event.target.id);
}

const notes = { input: noteInput, focusin: noteFocus, click: notePress, toggle: noteToggle };

function start() {
  for (const [name, note] of Object.entries(notes)) {
    document.addEventListener(name, note, true);
  }
  const watch = new MutationObserver(() => {
    if (live()) {
      watch.disconnect();
      for (const [name, note] of Object.entries(notes)) {
        document.removeEventListener(name, note, true);
      }
      requestAnimationFrame(() => repeat(performance.now() + patience));
    }
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-live"] });
}

// What isn't there yet is looked for again for a moment: a page may read its rows before it shows its fields.
function repeat(until) {
  for (const id of noted.dialogs) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) {
      dialog.showModal();
    }
  }
  for (const id of noted.menus) {
    document.getElementById(id)?.showPopover?.();
  }
  for (const [old, key] of noted.values) {
    const now = find(key);
    if (now) {
      noted.values.delete(old);
      enter(old, now);
    }
  }
  const focused = noted.focused && find(noted.focused.key);
  if (focused) {
    focused.focus();
    if (focused.type === "text" || focused.type === "search") {
      focused.setSelectionRange(noted.focused.element.selectionStart, noted.focused.element.selectionEnd);
    }
    noted.focused = null;
  }
  const pressed = noted.pressed && find(noted.pressed);
  if (pressed) {
    noted.pressed = null;
    pressed.click();
  }
  noted.dialogs.clear();
  noted.menus.clear();
  if ((noted.values.size > 0 || noted.pressed) && performance.now() < until) {
    setTimeout(() => repeat(until), 100);
  }
}

function enter(old, now) {
  if (now === old) {
    return;
  }
  if (now.type === "checkbox" || now.type === "radio") {
    if (now.checked !== old.checked) {
      now.click();
    }
    return;
  }
  now.value = old.value;
  now.dispatchEvent(new Event("input", { bubbles: true }));
  now.dispatchEvent(new Event("change", { bubbles: true }));
}

if (!live() && document.querySelector(".fc-frame")) {
  start();
}
