// Moves in the results of Ctrl+K. The rows come from the server; which one is active is known here alone.
const dialog = () => document.getElementById("palette");
const options = () => [...dialog().querySelectorAll("[role=option]")];

function activate(option) {
  const input = dialog().querySelector("[data-palette]");
  for (const other of options()) {
    other.setAttribute("aria-selected", String(other === option));
  }
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

document.addEventListener("keydown", event => {
  if (event.target.dataset?.palette === undefined) {
    return;
  }
  const all = options();
  const at = all.findIndex(o => o.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    activate(all[(at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    (all[at] ?? all[0])?.click();
  }
});

// New results: the first one is active, so that typing and Enter are enough.
new MutationObserver(changes => {
  if (changes.some(c => c.type === "childList" && dialog()?.contains(c.target) && c.target.closest("[role=listbox]"))) {
    activate(options()[0]);
  }
}).observe(document.body, { childList: true, subtree: true });
