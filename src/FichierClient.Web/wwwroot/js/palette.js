// Moves in the results of Ctrl+K. The rows come from the server; which one is active is known here alone.
const dialog = () => document.getElementById("palette");
const options = () => [...dialog().querySelectorAll("[role=option]")];

// The results are those of what stands in the field; Enter that comes before them waits for them.
const answered = () => document.getElementById("palette-resultats").dataset.answered === dialog().querySelector("[data-palette]").value;
let awaited = false;

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
    awaited = !answered();
    if (!awaited) {
      (all[at] ?? all[0])?.click();
    }
    return;
  }
  awaited = false;
});

// New results: the first one is active, so that typing and Enter are enough.
new MutationObserver(changes => {
  if (changes.some(c => dialog()?.contains(c.target) && c.target.closest("[role=listbox]"))) {
    activate(options()[0]);
    if (awaited && dialog().open && answered()) {
      awaited = false;
      options()[0]?.click();
    }
  }
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-answered"] });
