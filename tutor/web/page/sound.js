// The sound of the lesson: pieces that the voice on the laptop sends, played here.
"use strict";

const sounding = new Map();
let audio = null;

// Browsers let a page sound only from a press on.
function unlockSound() {
  audio ??= new AudioContext();
  audio.resume();
}

// A block is one line of JSON, then signed 16-bit samples (little-endian) of one channel.
function takeSound(block, answer) {
  const end = block.indexOf(10);
  const what = JSON.parse(new TextDecoder().decode(block.subarray(0, end)));
  if (what.do === "hush") {
    hush(what.id);
  } else if (what.do === "play") {
    play(what, new DataView(block.buffer, block.byteOffset + end + 1), answer);
  }
}

function play(what, samples, answer) {
  const frames = samples.byteLength >> 1;
  if (audio === null || audio.state !== "running" || frames === 0) {
    answer(["deaf", what.id]);
    return;
  }
  const clip = audio.createBuffer(1, frames, what.rate);
  const channel = clip.getChannelData(0);
  for (let i = 0; i < frames; i++) {
    channel[i] = samples.getInt16(2 * i, true) / 32768;
  }
  const loudness = audio.createGain();
  loudness.gain.value = what.gain;
  const source = audio.createBufferSource();
  source.buffer = clip;
  source.onended = () => sounding.delete(what.id);
  source.connect(loudness).connect(audio.destination);
  sounding.set(what.id, source);
  source.start();
  answer(["heard", what.id, audio.outputLatency || audio.baseLatency || 0]);
}

function hush(id) {
  sounding.get(id)?.stop();
}

function hushAll() {
  for (const id of sounding.keys()) {
    hush(id);
  }
}
