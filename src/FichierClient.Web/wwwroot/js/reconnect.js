// Drives the quiet bar that shows while the connection to the server is lost. Blazor sets the classes of the element.
const bar = document.getElementById("components-reconnect-modal");

bar.addEventListener("components-reconnect-state-changed", event => {
  if (event.detail.state === "failed") {
    document.addEventListener("visibilitychange", retryWhenVisible);
  } else if (event.detail.state === "rejected") {
    location.reload();
  }
});
bar.querySelector("[data-reconnect=retry]").addEventListener("click", retry);
bar.querySelector("[data-reconnect=resume]").addEventListener("click", resume);

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenVisible);
  try {
    // false: the server answered but no longer knows this circuit (restart, long sleep).
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) {
      location.reload();
    }
  } catch {
    document.addEventListener("visibilitychange", retryWhenVisible);
  }
}

async function resume() {
  try {
    if (!await Blazor.resumeCircuit()) {
      location.reload();
    }
  } catch {
    location.reload();
  }
}

async function retryWhenVisible() {
  if (document.visibilityState === "visible") {
    await retry();
  }
}
