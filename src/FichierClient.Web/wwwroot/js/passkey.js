// Passkeys of the account pages: asks the browser for a credential and sends it with the form.
const supported = typeof PublicKeyCredential?.parseCreationOptionsFromJSON === "function"
  && typeof PublicKeyCredential?.parseRequestOptionsFromJSON === "function";
let waiting;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-button]");
  if (!supported) {
    button.hidden = true;
    continue;
  }
  form.addEventListener("submit", event => {
    if (event.submitter === button) {
      event.preventDefault();
      obtain(form, button.dataset.token, false);
    }
  });
  if (form.dataset.passkey === "request" && await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    // Offers the passkey in the browser's own list under the address field, without a click.
    obtain(form, button.dataset.token, true);
  }
}

async function obtain(form, token, quiet) {
  waiting?.abort();
  waiting = new AbortController();
  const signal = waiting.signal;
  try {
    const credential = form.dataset.passkey === "create" ? await create(token, signal) : await request(token, signal, quiet);
    form.querySelector("[data-credential]").value = JSON.stringify(credential);
  } catch (error) {
    if (quiet || error.name === "AbortError") {
      return;
    }
    form.querySelector("[data-passkey-error]").value = error.name;
  }
  form.submit();
}

async function create(token, signal) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await options("/Account/PasskeyCreationOptions", token, signal));
  return await navigator.credentials.create({ publicKey, signal });
}

async function request(token, signal, quiet) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await options("/Account/PasskeyRequestOptions", token, signal));
  return await navigator.credentials.get({ publicKey, signal, mediation: quiet ? "conditional" : undefined });
}

async function options(address, token, signal) {
  const response = await fetch(address, { method: "POST", headers: { RequestVerificationToken: token }, signal });
  if (!response.ok) {
    throw new Error(`${response.status}`);
  }
  return await response.json();
}
