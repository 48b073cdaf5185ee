// Shares, copies, prints and reads aloud. A button is shown only where the browser can do it by itself.
(() => {
  "use strict";
  const show = (selector, able, act) => {
    for (const button of able ? document.querySelectorAll(selector) : []) {
      button.hidden = false;
      button.addEventListener("click", () => act(button));
    }
  };

  show("[data-share]", navigator.share, (button) => {
    const { title, share: text } = button.dataset; // the text ends with the address
    navigator.share({ title, text }).catch(() => {}); // closing the dialog is no error
  });

  show("[data-copy]", navigator.clipboard, async (button) => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    const done = button.parentElement.querySelector("[data-done]");
    done.textContent = done.dataset.done;
  });

  show("[data-print]", window.print, () => window.print());

  // Only voices of the device itself: others would send the text to a server.
  const voice = () => speechSynthesis.getVoices().find((one) => one.localService && /^de\b/i.test(one.lang));
  const speak = (button) => {
    const lines = document.getElementById(button.dataset.speak).querySelectorAll('[lang="de"]');
    speechSynthesis.cancel();
    for (const line of lines) {
      const said = new SpeechSynthesisUtterance(line.textContent);
      Object.assign(said, { voice: voice(), lang: "de-DE", rate: 0.85 });
      speechSynthesis.speak(said);
    }
  };
  let offered = false;
  const offer = () => {
    if (offered || !voice()) return;
    offered = true;
    show("[data-speak]", true, speak);
  };
  if (window.speechSynthesis) {
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
  }
})();
