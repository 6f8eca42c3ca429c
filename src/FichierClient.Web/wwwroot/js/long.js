// A text that is longer than a message to the server may be (128 KiB) would cut the connection, and what was typed would be
// lost without a word. It isn't taken at all, and that is said. Three bytes a letter at most: it always fits.
const longest = 30000;
let notice, hiding;

const isText = field => field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== "file");

document.addEventListener("beforeinput", event => {
  const field = event.target;
  const added = event.data ?? event.dataTransfer?.getData("text/plain");
  if (!isText(field) || !added) {
    return;
  }
  const size = field.value.length - ((field.selectionEnd ?? 0) - (field.selectionStart ?? 0)) + added.length;
  if (size > longest) {
    event.preventDefault();
    say(size);
  }
}, true);

// What a program of the browser wrote into the field without asking.
for (const kind of ["input", "change"]) {
  window.addEventListener(kind, event => {
    if (isText(event.target) && event.target.value.length > longest) {
      event.stopImmediatePropagation();
      const size = event.target.value.length;
      event.target.value = event.target.defaultValue;
      say(size);
    }
  }, true);
}

function say(size) {
  notice ??= document.body.appendChild(Object.assign(document.createElement("p"), { className: "fc-too-long" }));
  notice.setAttribute("role", "alert");
  const number = value => value.toLocaleString(document.documentElement.lang);
  notice.textContent = document.body.dataset.tooLong.replace("{0}", number(size)).replace("{1}", number(longest));
  notice.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { notice.hidden = true; }, 12000);
}

// A text of several lines is told to the server when its author pauses, or leaves it: at each letter it would be weighed and kept
// as a draft. The pause is kept here: a page that the server draws meanwhile would put back the text that it knew.
const pause = 300;
const held = new Map();

document.body.addEventListener("input", event => {
  const field = event.target;
  if (field.matches("form.fc-edit textarea") && !event.told) {
    event.stopPropagation();
    clearTimeout(held.get(field));
    held.set(field, setTimeout(() => tell(field), pause));
  }
});

function tell(field) {
  clearTimeout(held.get(field));
  if (held.delete(field)) {
    field.dispatchEvent(Object.assign(new Event("input", { bubbles: true }), { told: true }));
  }
}

for (const kind of ["change", "focusout"]) {
  window.addEventListener(kind, event => tell(event.target), true);
}
window.addEventListener("submit", () => [...held.keys()].forEach(tell), true);
