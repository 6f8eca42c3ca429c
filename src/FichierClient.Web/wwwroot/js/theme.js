// Loaded before the first paint: turns "system" into the light or dark that the machine wants, so that no page flashes.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const root = document.documentElement;
    const chosen = /(?:^|; )fc-theme=(light|dark)/.exec(document.cookie)?.[1];
    const wanted = chosen ?? (dark.matches ? "dark" : "light");
    if (root.dataset.theme !== wanted) {
      root.dataset.theme = wanted;
    }
  };
  apply();
  dark.addEventListener("change", apply);
  // Enhanced navigation between the account pages rewrites the attributes of <html>.
  new MutationObserver(apply).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
})();
