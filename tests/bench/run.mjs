// CPU of the page's thread for each step of the hand, ours beside React Flow's: the same generated graph,
// the same input through the browser's own protocol, in turn in the same run, so that what else the
// machine does falls on both. `npm ci && npm start` here, after `bash scripts/build` at the top.
//
//   node run.mjs [--sizes 100,500,1000,5000] [--rounds 3] [--steps 40]

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { serve } from "../../scripts/serve.mjs";
import { SCREENS, launch } from "../browser/chromium.mjs";
import { journeyOf, median, openFile } from "../browser/promises.mjs";
import { app, frame, opened, quiet, worker } from "./work.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "100,500,1000,5000" },
    rounds: { type: "string", default: "3" },
    steps: { type: "string", default: "40" },
  },
});
const sizes = values.sizes.split(",").map(Number);
const [rounds, steps] = [Number(values.rounds), Number(values.steps)];

// Up to 1,000 cards all are on the screen; beyond, the view stands at 100 % and both draw what is in sight.
const viewOf = (size) => {
  const rows = Math.ceil(size / 25);
  const zoom = Math.max(0.05, Math.min(0.4, 900 / (25 * 260), 640 / (rows * 180)));
  return size > 1000 ? { x: 100, y: 150, zoom: 1 } : { x: 100, y: 150, zoom };
};

const folder = mkdtempSync(join(tmpdir(), "desire-path-bench-"));
await build({
  entryPoints: [here("react-flow.jsx")], outfile: join(folder, "bundle.js"), bundle: true, minify: true, format: "esm",
  jsx: "automatic", define: { "process.env.NODE_ENV": '"production"' }, logLevel: "warning",
});
copyFileSync(here("react-flow.html"), join(folder, "index.html"));

const browser = await launch();
const ours = await app();
const theirs = await serve({ folder, policy: "" });

const PAGES = {
  "Desire Path": async (page, size) => {
    const work = await worker(page);
    const idle = await opened(page, ours.address, journeyOf(size), work.spent, openFile);
    const load = await work.spent();
    if (size > 1000) { await page.keyboard.press("Shift+Digit0"); } else { await page.keyboard.press("Shift+Digit1"); }
    await quiet(page, work.spent);
    return { ...work, load, opening: load - idle, card: ".card[data-touchpoint], .card[data-place]" };
  },
  "React Flow": async (page, size) => {
    const given = { journey: JSON.parse(journeyOf(size)), viewport: viewOf(size), culled: size > 1000 };
    writeFileSync(join(folder, "given.js"), `window.given = ${JSON.stringify(given)};`);
    const work = await worker(page);
    await page.goto(theirs.address);
    await page.locator("html[data-ready]").waitFor();
    await quiet(page, work.spent);
    const load = await work.spent();
    return { ...work, load, opening: load, card: ".react-flow__node-card" };
  },
};

/** A card in the middle of what can be seen, and a free place. */
async function places(page, card) {
  const boxes = await page.locator(card).evaluateAll((all) => all.map((one) => one.getBoundingClientRect())
    .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height * 0.3, width, height })));
  const inside = boxes.filter(({ x, y }) => x > 300 && x < 900 && y > 200 && y < 650);
  const on = inside[Math.floor(inside.length / 2)];
  return { on, off: { x: on.x, y: on.y + on.height * 0.9 } };
}

async function measured(make, size) {
  const context = await browser.newContext({ ...SCREENS.wide, reducedMotion: "reduce" });
  await context.addInitScript(() => { delete window.showOpenFilePicker; });
  const page = await context.newPage();
  const { session, spent, load, opening, card } = await make(page, size);
  const mouse = (type, at, more = {}) => session.send("Input.dispatchMouseEvent", { type, x: at.x, y: at.y, ...more });
  const { on, off } = await places(page, card);
  const cost = async (act) => {
    const before = await spent();
    await act();
    await frame(page);
    return ((await spent()) - before) / steps;
  };
  const stroke = async (from, button, buttons) => {
    await mouse("mouseMoved", from);
    await mouse("mousePressed", from, { button, buttons, clickCount: 1 });
    const result = await cost(async () => {
      for (let step = 1; step <= steps; step++) {
        await mouse("mouseMoved", { x: from.x + (step % 20) * 4, y: from.y + (step % 10) * 3 }, { button, buttons });
        await frame(page);
      }
    });
    await mouse("mouseReleased", from, { button, buttons: 0, clickCount: 1 });
    return result;
  };
  const pan = await stroke(off, "middle", 4);
  const drag = await stroke(on, "left", 1);
  const zoom = await cost(async () => {
    for (let step = 1; step <= steps; step++) {
      await mouse("mouseWheel", off, { deltaX: 0, deltaY: step % 2 ? -40 : 40, modifiers: 2 });
      await frame(page);
    }
  });
  await context.close();
  return { load, opening, pan, drag, zoom };
}

const results = [];
for (const size of sizes) {
  const all = { "Desire Path": [], "React Flow": [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, make] of Object.entries(PAGES)) all[name].push(await measured(make, size));
  }
  const middle = (name, what) => median(all[name].map((one) => one[what]));
  for (const what of ["load", "opening", "pan", "drag", "zoom"]) {
    const [own, other] = [middle("Desire Path", what), middle("React Flow", what)];
    results.push({ size, what, own, other });
    console.log(`${String(size).padStart(6)} ${what.padEnd(8)} ours ${own.toFixed(1).padStart(8)} ms   React Flow ${other.toFixed(1).padStart(8)} ms   ${(own / other).toFixed(2)} of it`);
  }
}
await browser.close();
await ours.close();
await theirs.close();
rmSync(folder, { recursive: true, force: true });
