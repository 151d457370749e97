// What is heard: a soft tone, and words where the person wants them. Both only after a press of a button.
"use strict";

class Cues {
  constructor() {
    this.sound = localStorage.getItem("planner.sound") !== "off";
    this.voice = localStorage.getItem("planner.voice") === "on";
    this.canSpeak = "speechSynthesis" in window;
    this.canSound = "AudioContext" in window;
  }

  set(name, on) {
    this[name] = on;
    localStorage.setItem(`planner.${name}`, on ? "on" : "off");
    if (name === "voice" && !on && this.canSpeak) speechSynthesis.cancel();
  }

  // A browser lets sound begin only inside a press.
  wake() {
    if (!this.canSound || !this.sound) return;
    this.audio ??= new AudioContext();
    if (this.audio.state === "suspended") this.audio.resume().catch(() => {});
  }

  tone(pitch, seconds = 0.35) {
    if (!this.sound || !this.audio) return;
    const now = this.audio.currentTime;
    const wave = this.audio.createOscillator();
    const loudness = this.audio.createGain();
    wave.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, now);
    loudness.gain.linearRampToValueAtTime(0.16, now + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0005, now + seconds);
    wave.connect(loudness).connect(this.audio.destination);
    wave.start(now);
    wave.stop(now + seconds);
  }

  say(words) {
    if (!this.voice || !this.canSpeak || !words) return;
    speechSynthesis.cancel();
    const speech = new SpeechSynthesisUtterance(words);
    speech.lang = document.documentElement.lang;
    speech.rate = 0.95;
    speechSynthesis.speak(speech);
  }

  quiet() {
    if (this.canSpeak) speechSynthesis.cancel();
  }
}

globalThis.Cues = Cues;
