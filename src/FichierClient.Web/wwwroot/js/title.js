// A new page gives the focus to its title, so that a screen reader begins there; one opened to change a record, to its first
// field. Who has gone on meanwhile, by key or click, keeps the place: the server's word may come a moment after the page is
// there, and the title after that.
(() => {
  const patience = 5000;
  const at = { element: null, page: null };
  let awaited = null;
  document.addEventListener("focusin", event => {
    at.element = event.target;
    at.page = location.pathname;
  }, true);
  document.addEventListener("pointerdown", () => { awaited = null; }, true);

  const place = () => (new URLSearchParams(location.search).has("modifier") && document.querySelector("main form.fc-edit [data-field-first], main form.fc-edit input:not([type=radio]), main form.fc-edit textarea"))
    || document.querySelector("h1");

  window.fcFocusTitle = () => {
    const mine = awaited = { page: location.pathname, until: performance.now() + patience, given: null };
    const look = () => {
      const now = document.activeElement;
      // What the focus was given here goes when the page draws itself once more: then the new title gets it.
      const taken = now && now !== document.body && now !== mine.given && now === at.element && at.page === location.pathname && now.isConnected;
      if (awaited !== mine || location.pathname !== mine.page || taken) {
        return;
      }
      const goal = place();
      if (goal && goal !== now && !document.querySelector("dialog[open], .mud-dialog")) {
        if (goal.matches("h1") && !goal.hasAttribute("tabindex")) {
          goal.tabIndex = -1;
        }
        goal.focus({ preventScroll: true });
        mine.given = goal;
      }
      if (performance.now() < mine.until) {
        setTimeout(look, 60);
      }
    };
    look();
  };
})();
