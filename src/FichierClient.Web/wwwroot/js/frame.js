// What the frame does without asking the server: skip link, folding of the navigation, theme, density.
const year = 60 * 60 * 24 * 365;

export function remember(name, value) {
  document.cookie = `fc-${name}=${value}; path=/; max-age=${year}; samesite=lax`;
  document.documentElement.dataset[name] = value;
}

document.addEventListener("click", event => {
  const skip = event.target.closest("[data-skip]");
  if (skip) {
    event.preventDefault();
    document.getElementById(skip.dataset.skip)?.focus();
    return;
  }
  if (event.target.closest("[data-fold]")) {
    remember("nav", document.documentElement.dataset.nav === "folded" ? "open" : "folded");
  }
});
