// What a frame costs the page's thread while a score is dragged by the mouse and everything is worked out anew.
// `node slider.mjs [--size 1000] [--steps 200] [--zoom fit|100]` here, after `bash scripts/build` at the top.
// A benchmark and no test: a machine that does other work as well is slower. It counts CPU, not time.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { serve } from "../../scripts/serve.mjs";
import { SCREENS, launch } from "../browser/chromium.mjs";
import { journeyOf, openFile } from "../browser/promises.mjs";
import { frame, opened, quiet, worker } from "./work.mjs";

const { values } = parseArgs({
  options: { size: { type: "string", default: "1000" }, steps: { type: "string", default: "200" }, zoom: { type: "string", default: "fit" } },
});
const [size, steps] = [Number(values.size), Number(values.steps)];

// No drop-off is given: each follows from the burdens, and a score changes the numbers of all that come after.
const journey = JSON.parse(journeyOf(size));
for (const touchpoint of journey.touchpoints) Object.assign(touchpoint, { drop_off: undefined, burdens: { effort: { assumed: 0 } } });

const browser = await launch();
const server = await serve({ folder: process.env.DESIRE_PATH_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)) });
const context = await browser.newContext({ ...SCREENS.wide, reducedMotion: "reduce" });
await context.addInitScript(() => { delete window.showOpenFilePicker; });
const page = await context.newPage();
const { session, spent } = await worker(page);
await opened(page, server.address, JSON.stringify(journey), spent, openFile);
await page.keyboard.press(values.zoom === "fit" ? "Shift+Digit1" : "Shift+Digit0");
await quiet(page, spent);
await page.locator(".card[data-touchpoint]").first().evaluate((card) => card.focus());
await page.keyboard.press(" ");
const slider = page.locator(".score input[type=range]").first();
await slider.waitFor();
await quiet(page, spent);
const { x, y, width, height } = await slider.boundingBox();
const at = (share) => ({ x: x + width * share, y: y + height / 2 });
const mouse = (type, to, more = {}) => session.send("Input.dispatchMouseEvent", { type, ...to, ...more });

await mouse("mouseMoved", at(0.5));
await mouse("mousePressed", at(0.5), { button: "left", buttons: 1, clickCount: 1 });
const [costs, owns, seen] = [[], [], new Set()];
const own = async () => {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ScriptDuration").value * 1000;
};
for (let step = 0; step < steps; step++) {
  // To and fro over the whole slider, a tenth of it a frame.
  const place = Math.abs(((step * 0.11) % 2) - 1) * 0.9 + 0.05;
  const [before, ownBefore] = [await spent(), await own()];
  await mouse("mouseMoved", at(place), { button: "left", buttons: 1 });
  await frame(page);
  costs.push((await spent()) - before);
  owns.push((await own()) - ownBefore);
  seen.add(await slider.inputValue());
}
await mouse("mouseReleased", at(0.5), { button: "left", buttons: 0, clickCount: 1 });
// A slider that does not follow would be cheap.
if (seen.size < 8) throw new Error(`the slider took ${seen.size} values only`);
// A step is one movement and the two pictures that follow it: half of it is a picture's.
const said = (name, all) => {
  all.sort((a, b) => a - b);
  const share = (part) => (all[Math.min(all.length - 1, Math.floor(all.length * part))] / 2).toFixed(1);
  return `${name} p50 ${share(0.5)}, p95 ${share(0.95)}, max ${share(1)} ms`;
};
console.log(`${size} touchpoints, ${values.zoom}, ${steps} steps; CPU a picture: ${said("all of the page's thread", costs)}; ${said("our own code", owns)}`);
await browser.close();
await server.close();
