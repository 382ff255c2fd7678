// The page of the app: letters as large as a step asks for, keys and clicks to the laptop, and what to
// say when the lesson is over.
"use strict";

// Columns and rows that each step has at least room for, and what a letter takes of its font size.
const STEPS = { 1: [100, 24], 2: [66, 15], 3: [50, 12], 4: [34, 9] };
const WIDE = 0.6;
const TALL = 1.32;
const SMALLEST_LETTERS = 18;
const KEPT_STEP = "tutor-step";
// The ground of the app's pages, and of page.css.
const PAPER = "#fffdf5";
const ENDED = 1000;
const FULL = 4003;

const nonce = document.currentScript.nonce;
const ratioAtStart = window.devicePixelRatio;
let terminal = null;
let fitting = null;
let socket = null;
let opened = null;
let drawn = false;
let running = false;
let pressedAnew = false;
let step = chosenStep();

// The terminal makes style sheets of its own, which the page's policy lets in by this mark alone.
const createElement = document.createElement.bind(document);
document.createElement = (name, options) => {
  const element = createElement(name, options);
  if (name === "style") {
    element.nonce = nonce;
  }
  return element;
};

function chosenStep() {
  const asked = new URLSearchParams(location.search).get("size");
  let kept = null;
  try {
    kept = localStorage.getItem(KEPT_STEP);
  } catch {
    // A browser that keeps nothing.
  }
  return [asked, kept].find((step) => step in STEPS) ?? null;
}

function showStep(wanted) {
  step = wanted;
  try {
    localStorage.setItem(KEPT_STEP, step);
  } catch {
    // It holds for this page, then.
  }
  fit();
}

// In the window as it would be without a zoom since the page was opened: a zoom is to make letters larger.
// A small screen (a phone) gets fewer columns rather than tiny letters, whatever step was chosen.
function letterSize() {
  return Math.max(sizeAt(step ?? 2), Math.min(SMALLEST_LETTERS, sizeAt(4)));
}

function sizeAt(step) {
  const unzoomed = window.devicePixelRatio / ratioAtStart;
  const width = window.innerWidth * unzoomed;
  const height = window.innerHeight * unzoomed;
  const [columns, rows] = STEPS[step];
  return Math.min(width / (columns * WIDE), height / (rows * TALL));
}

// Smaller steps would all look alike here.
function leastStep() {
  return [1, 2, 3].find((step) => sizeAt(step) >= SMALLEST_LETTERS) ?? 4;
}

function tellSize() {
  tell(["size", terminal.cols, terminal.rows, leastStep()]);
}

function fit() {
  if (terminal !== null) {
    terminal.options.fontSize = letterSize();
    fitting.fit();
  }
}

// The words of the app describe the photograph and leave this place free for it.
function showPhoto(shown) {
  const photo = document.getElementById("photo");
  photo.hidden = shown === null;
  if (shown === null) {
    photo.removeAttribute("src");
    return;
  }
  const screen = document.querySelector(".xterm-screen").getBoundingClientRect();
  const [wide, tall] = [screen.width / terminal.cols, screen.height / terminal.rows];
  const [x, y, columns, rows] = shown.at;
  photo.style.left = `${screen.left + x * wide}px`;
  photo.style.top = `${screen.top + y * tall}px`;
  photo.style.width = `${columns * wide}px`;
  photo.style.height = `${rows * tall}px`;
  photo.src = shown.source;
}

function tell(message) {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify(message));
  }
}

async function openTerminal() {
  await Promise.all([
    load(document.querySelector("script[data-terminal]").dataset.terminal),
    document.fonts.load("16px Letters"),
  ]);
  const { Terminal, FitAddon, CanvasAddon, Unicode11Addon } = window.terminalParts;
  terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: "Letters, monospace",
    fontSize: letterSize(),
    scrollback: 0,
    theme: { background: PAPER },
  });
  fitting = new FitAddon();
  terminal.loadAddon(fitting);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  terminal.open(document.getElementById("terminal"));
  terminal.loadAddon(new CanvasAddon());
  terminal.attachCustomKeyEventHandler(isMeant);
  terminal.onData((keys) => tell(["keys", keys]));
  terminal.onResize(tellSize);
  window.addEventListener("resize", fit);
  fit();
}

// The key that pressed the button may be held still when the app is there.
function isMeant(event) {
  pressedAnew ||= event.type === "keydown" && !event.repeat;
  if (!pressedAnew) {
    event.preventDefault();
  }
  return pressedAnew;
}

function load(address) {
  return new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.onload = loaded;
    script.onerror = failed;
    script.src = address;
    document.head.append(script);
  });
}

function show(box) {
  for (const other of document.querySelectorAll(".box")) {
    other.hidden = other.id !== box;
  }
  document.querySelector(".box:not([hidden]) button")?.focus();
}

async function begin() {
  // A second press on the button while the app starts is no second lesson.
  if (running) {
    return;
  }
  running = true;
  unlockSound();
  try {
    await (opened ??= openTerminal());
  } catch {
    opened = null;
    over("lost");
    return;
  }
  terminal.reset();
  fit();
  const size = `columns=${terminal.cols}&rows=${terminal.rows}`;
  socket = new WebSocket(`ws://${location.host}/ws?${size}`);
  socket.binaryType = "arraybuffer";
  drawn = false;
  pressedAnew = false;
  socket.onmessage = take;
  socket.onclose = (event) => over({ [ENDED]: "ended", [FULL]: "full" }[event.code] ?? "lost");
}

function over(box) {
  running = false;
  showPhoto(null);
  hushAll();
  show(box);
}

function take({ data }) {
  if (typeof data === "string") {
    const [what, value] = JSON.parse(data);
    if (what === "step" && value in STEPS) {
      showStep(value);
    } else if (what === "photo") {
      showPhoto(value);
    }
    return;
  }
  const block = new Uint8Array(data);
  if (block[0] === "S".charCodeAt(0)) {
    takeSound(block.subarray(1), tell);
  } else {
    terminal.write(block.subarray(1), matchEdges);
    if (!drawn) {
      drawn = true;
      show(null);
      terminal.focus();
      // Textual takes a new browser for one that looks elsewhere.
      tell(["focus"]);
      tellSize();
    }
  }
}

// What is left beside the last column and below the last row gets the colour of most rows.
function matchEdges() {
  const counts = new Map();
  for (let row = 0; row < terminal.rows; row++) {
    const cell = terminal.buffer.active.getLine(row)?.getCell(terminal.cols - 1);
    if (cell?.isBgRGB()) {
      counts.set(cell.getBgColor(), (counts.get(cell.getBgColor()) ?? 0) + 1);
    }
  }
  const most = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [null, 0])[0];
  const background = most === null ? PAPER : `#${most.toString(16).padStart(6, "0")}`;
  if (terminal.options.theme.background !== background) {
    terminal.options.theme = { background };
    document.body.style.background = background;
  }
}

// The server may have another page for this browser by now, one that asks for a code.
async function beginAnew() {
  unlockSound();
  try {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) {
      location.reload();
      return;
    }
  } catch {
    show("lost");
    return;
  }
  begin();
}

document.querySelector("#begin button").addEventListener("click", begin);
// A window that the laptop has opened for the lessons needs no button; its browser lets the voice start.
if (new URLSearchParams(location.search).has("begin")) {
  begin();
}
for (const button of document.querySelectorAll(".box:not(#begin) button")) {
  button.addEventListener("click", beginAnew);
}
// Wherever the browser has put the focus, Enter presses the button in sight, and other keys are for the lesson.
document.addEventListener("keydown", (event) => {
  const button = document.querySelector(".box:not([hidden]) button");
  if (button === null) {
    terminal.focus();
  } else if (event.key === "Enter" && !event.repeat && document.activeElement !== button) {
    event.preventDefault();
    button.focus();
    button.click();
  }
});
