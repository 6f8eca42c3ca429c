// A new page gives the focus to its title, so that a screen reader begins there. Who has gone on meanwhile, by key or click, keeps
// the place: the server's word may come a moment after the page is there.
(() => {
  const at = { element: null, page: null };
  document.addEventListener("focusin", event => {
    at.element = event.target;
    at.page = location.pathname;
  }, true);

  window.fcFocusTitle = () => {
    const now = document.activeElement;
    const title = document.querySelector("h1");
    if (!title || (now && now !== document.body && now === at.element && at.page === location.pathname && now.isConnected)) {
      return;
    }
    title.tabIndex = title.hasAttribute("tabindex") ? title.tabIndex : -1;
    title.focus({ preventScroll: true });
  };
})();
