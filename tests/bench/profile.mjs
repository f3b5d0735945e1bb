// What the page's thread does while a map is opened, panned, zoomed: CPU milliseconds of each kind of task.
// `node profile.mjs [--size 5000] [--steps 40]` here, after `bash scripts/build` at the top.

import { parseArgs } from "node:util";
import { journeyOf, openFile } from "../browser/promises.mjs";
import { frame, opened, profiled, quiet, stage } from "./work.mjs";

const { values } = parseArgs({ options: { size: { type: "string", default: "5000" }, steps: { type: "string", default: "40" } } });
const [size, steps] = [Number(values.size), Number(values.steps)];
const { browser, server, page, session, spent } = await stage();
const mouse = (type, at, more = {}) => session.send("Input.dispatchMouseEvent", { type, x: at.x, y: at.y, ...more });
const middle = { x: 700, y: 500 };
const ACTS = {
  open: () => opened(page, server.address, journeyOf(size), spent, openFile),
  pan: async () => {
    await mouse("mousePressed", middle, { button: "middle", buttons: 4, clickCount: 1 });
    for (let step = 1; step <= steps; step++) {
      await mouse("mouseMoved", { x: middle.x + (step % 20) * 4, y: middle.y + (step % 10) * 3 }, { button: "middle", buttons: 4 });
      await frame(page);
    }
    await mouse("mouseReleased", middle, { button: "middle", buttons: 0, clickCount: 1 });
  },
  zoom: async () => {
    for (let step = 1; step <= steps; step++) {
      await mouse("mouseWheel", middle, { deltaX: 0, deltaY: step % 2 ? -40 : 40, modifiers: 2 });
      await frame(page);
    }
  },
};
for (const [name, act] of Object.entries(ACTS)) {
  const before = await spent();
  const parts = await profiled(session, browser, act);
  const all = (await spent()) - before;
  console.log(`${name}, ${size} touchpoints: ${all.toFixed(0)} ms${name === "open" ? "" : `, ${(all / steps).toFixed(1)} a step`}`);
  for (const [task, cost] of parts.slice(0, 14)) console.log(`  ${cost.toFixed(0).padStart(6)}  ${task}`);
  await quiet(page, spent);
  if (name === "open") { await page.keyboard.press(size > 1000 ? "Shift+Digit0" : "Shift+Digit1"); await quiet(page, spent); }
}
await browser.close();
await server.close();
