// Where the keys are when what they were on goes away: a form that opens in place takes them to its first field, and gives
// them back to what opened it; so does a dialog. Who has put them elsewhere meanwhile keeps them there.
const forms = "main form.fc-edit";
const dialogs = ".mud-dialog";
const fields = "input:not([type=hidden]):not([type=radio]):not([disabled]), textarea:not([disabled]), select:not([disabled])";
const open = new Map();
let last = null;
let lastPath = null;
let given = null;
let around = [];
let fallen = null;
let acted = { path: null, time: -Infinity };

for (const name of ["click", "keydown"]) {
  document.addEventListener(name, event => { acted = { path: location.pathname, time: event.timeStamp }; }, true);
}
document.addEventListener("focusin", event => {
  if (event.target === fallen) {
    return;
  }
  last = event.target;
  lastPath = location.pathname;
  fallen = null;
  around = [];
  for (let e = document.querySelector(".fc-frame[data-live]") && last.parentElement; e; e = e.parentElement) {
    around.push(e);
  }
}, true);

// The same button may be drawn again when a form closes: it has the same words and leads to the same place.
const nameOf = element => element && { element, tag: element.tagName, text: element.textContent.trim(), label: element.getAttribute("aria-label"), href: element.getAttribute("href"), row: rowOf(element) };
const rowOf = element => element.closest("[data-row]")?.querySelector("a[href]")?.getAttribute("href");

function find(opener) {
  if (!opener || opener.element === document.body) {
    return null;
  }
  if (opener.element.isConnected) {
    return opener.element;
  }
  const same = [...document.querySelectorAll(opener.tag)].filter(e => e.getAttribute("href") === opener.href && e.getAttribute("aria-label") === opener.label && rowOf(e) === opener.row);
  return same.find(e => e.textContent.trim() === opener.text && !/^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName)) ?? null;
}

const nowhere = () => document.activeElement === document.body || document.activeElement === null;
const lost = () => nowhere() || document.activeElement === fallen;

// What the keys were on is gone for good: they go to the title of the part that it stood in, which is not the top of the page.
// Whatever comes later and has a better place for them takes them from there.
function fall() {
  if (!last || last.isConnected || lastPath !== location.pathname || acted.path !== lastPath || !nowhere() || document.querySelector(dialogs)) {
    return;
  }
  const part = around.find(e => e.isConnected && e.closest("main") && e.querySelector("h1, h2, h3"));
  fallen = (part ?? (around.length > 0 ? document.querySelector("main") : null))?.querySelector("h1, h2, h3") ?? null;
  if (fallen) {
    fallen.tabIndex = -1;
    fallen.focus({ preventScroll: true });
  }
}

// What is drawn anew under the keys keeps them: the same control with the same name.
function redrawn() {
  if (!last || last.isConnected || lastPath !== location.pathname || !lost()) {
    return null;
  }
  const name = last.getAttribute("aria-label");
  const twin = last.id ? document.getElementById(last.id) : name ? [...document.querySelectorAll(last.tagName)].find(e => e.getAttribute("aria-label") === name) : null;
  // What a dialog gave the keys back to may go with what the dialog did.
  return twin ?? (last === given ? document.querySelector("h1") : null);
}

function follow() {
  redrawn()?.focus({ preventScroll: true });
  for (const form of document.querySelectorAll(`${forms}, ${dialogs}`)) {
    if (!open.has(form)) {
      const opener = last?.closest?.(`${forms}, ${dialogs}`) === form ? null : last;
      open.set(form, { path: location.pathname, opener: nameOf(opener) });
      // Only where somebody asked for it on this page, and is still where he asked.
      if (form.matches(forms) && acted.path === location.pathname && (lost() || document.activeElement === opener)) {
        (document.getElementById(opener?.dataset?.opens ?? "") ?? form.querySelector(fields))?.focus();
        enterEarly();
      }
    }
  }
  for (const [form, { path, opener }] of open) {
    if (!form.isConnected) {
      open.delete(form);
      if (path === location.pathname && !document.querySelector(dialogs)) {
        given = lost() ? find(opener) ?? document.querySelector("h1") : document.activeElement;
        given?.focus({ preventScroll: true });
      }
    }
  }
  fall();
}

// Work that was waited for is done: its outcome is read next.
window.fcFocusIfLost = id => {
  const title = document.getElementById(id);
  if (title && lost()) {
    title.tabIndex = -1;
    title.style.scrollMarginTop = "calc(var(--fc-top) + 16px)";
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start" });
  }
};

new MutationObserver(follow).observe(document.body, { childList: true, subtree: true });

// A button that can't be pressed while its work is done loses the keys, and has them again when it can: it was refused, or is there for more.
new MutationObserver(() => {
  if (nowhere() && last?.isConnected && !last.disabled && lastPath === location.pathname && acted.path === lastPath) {
    last.focus({ preventScroll: true });
  }
}).observe(document.body, { attributes: true, attributeFilter: ["disabled"], subtree: true });

// Who presses what opens a field begins to type: the letters that come before it does are kept, and stand in it.
let early = null;
const modifiers = new Set(["Shift", "CapsLock", "AltGraph", "Dead", "Process"]);

document.addEventListener("click", event => {
  const opens = event.target.closest("[data-opens]")?.dataset.opens;
  if (opens) {
    early = { opens, text: "", until: event.timeStamp + 10_000 };
  }
}, true);

for (const name of ["keydown", "keyup"]) {
  document.addEventListener(name, event => {
    if (!early || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const typed = event.key.length === 1 || event.key === "Backspace" || event.key === "Enter";
    // A capital letter, and one with an accent, have a key of their own before them.
    if (modifiers.has(event.key)) {
      return;
    }
    if (event.timeStamp > early.until || event.target.matches(fields) || !typed) {
      // The key that pressed the button is let go after that.
      early = name === "keydown" ? null : early;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (name === "keydown") {
      early.text = event.key === "Backspace" ? early.text.slice(0, -1) : early.text + (event.key === "Enter" ? "\n" : event.key);
    }
  }, true);
}

function enterEarly() {
  const field = early && document.getElementById(early.opens);
  if (field && early.text) {
    field.setRangeText(early.text, field.value.length, field.value.length, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (field) {
    early = null;
  }
}

// Enter in a field that finds records chooses one of them, and never sends the form that it stands in.
const finder = "input[role=combobox][aria-autocomplete=list]";
document.addEventListener("keydown", event => {
  if (event.key === "Enter" && event.target.matches?.(finder) && event.target.form) {
    event.preventDefault();
  }
}, true);

// What such a field holds is replaced by what is typed: selected here and at once, since the server's word for it would come
// after the first letters and take them away.
document.addEventListener("focusin", event => event.target.matches?.(finder) && event.target.select(), true);

// Such a field asks for the keys again when one of its records was chosen, and that may come late: who is in another field stays there.
let chosenIn = null;
let tabbed = -Infinity;

document.addEventListener("click", event => {
  const list = event.target.closest("[role=option]")?.closest("[role=listbox]");
  const field = list && document.querySelector(`${finder}[aria-controls="${CSS.escape(list.id)}"]`);
  chosenIn = field ? { field, until: event.timeStamp + 5000 } : chosenIn;
}, true);

document.addEventListener("keydown", event => {
  if (event.key === "Enter" && event.target.matches?.(finder)) {
    chosenIn = { field: event.target, until: event.timeStamp + 5000 };
  }
  tabbed = event.key === "Tab" ? event.timeStamp : tabbed;
}, true);

document.addEventListener("pointerdown", event => { chosenIn = event.target === chosenIn?.field ? null : chosenIn; }, true);

document.addEventListener("focusin", event => {
  if (chosenIn?.field !== event.target) {
    return;
  }
  const { until } = chosenIn;
  chosenIn = null;
  // Reached by Tab, it was meant.
  if (event.timeStamp < until && event.timeStamp - tabbed > 100 && event.relatedTarget?.matches(fields)) {
    event.relatedTarget.focus({ preventScroll: true });
  }
}, true);

// A message above a form leads to the field that it is about: the one under which it stands again.
document.addEventListener("click", event => {
  const message = event.target.closest(".fc-errors [data-to-field]");
  if (message) {
    const said = [...document.querySelectorAll("main form.fc-edit *")].find(e => e.childElementCount === 0 && e !== message && !e.closest(".fc-errors") && e.textContent.trim() === message.textContent.trim());
    const around = said?.closest(".mud-input-control, fieldset") ?? document;
    ((said ? around.querySelector(fields) : null) ?? document.querySelector("main [aria-invalid=true]"))?.focus();
  }
});
