// Reading aloud, only with voices that the device has itself: others send the words to somebody.
// Where there is no such voice for the language, there is no button.
export function startAloud() {
  const button = document.querySelector("[data-aloud]");
  if (!button || !window.speechSynthesis) return;
  const read = button.textContent.trim();
  const look = () => (button.hidden = !voiceFor(document.documentElement.lang));
  look();
  speechSynthesis.addEventListener?.("voiceschanged", look);
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
  button.addEventListener("click", () => {
    const isReading = speechSynthesis.speaking;
    speechSynthesis.cancel();
    button.textContent = isReading ? read : button.dataset.stop;
    if (!isReading) readAll(() => (button.textContent = read));
  });
}

function readAll(done) {
  const parts = [...document.querySelectorAll("#tafel .rf-rubric, #tafel [data-speak]")];
  const spoken = parts.map((part) => [part.closest("[lang]").lang, part.textContent.trim()]);
  const utterances = spoken.map(([lang, text]) => utterance(lang, text)).filter(Boolean);
  if (!utterances.length) done();
  utterances.at(-1)?.addEventListener("end", done);
  for (const one of utterances) speechSynthesis.speak(one);
}

function utterance(lang, text) {
  const voice = voiceFor(lang);
  if (!voice) return null;
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  return said;
}

function voiceFor(lang) {
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(lang));
}
