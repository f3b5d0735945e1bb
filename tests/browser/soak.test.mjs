// P21: a workshop day in minutes. Real keys, mouse and wheel for thousands of edits; memory, what is
// on the page and the work of an edit at the end are as at the start.

import assert from "node:assert/strict";
import { test } from "node:test";
import { journey } from "./app.mjs";
import { Dice, figure, median, times, until } from "./promises.mjs";

const EDITS = times(10_000, 50_000);
const ROUND = 500; // Edits between two measurements, each taken of the same empty map.

/** Keeps the memory of each wasm module within reach of the test. */
function keepMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      const memory = (made.instance ?? made).exports?.memory;
      if (memory) window.__memory = memory;
      return made;
    };
  }
}

async function measured(page, session) {
  // What is gone from the page is gone for good once the browser has swept twice.
  for (let sweep = 0; sweep < 2; sweep++) {
    await page.waitForTimeout(100);
    await session.send("HeapProfiler.collectGarbage");
  }
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    wasm: await page.evaluate(() => window.__memory.buffer.byteLength),
    heap: of("JSHeapUsedSize"),
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
  };
}

/** The page's own work so far, in milliseconds: not what other programs took meanwhile. */
async function work(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

const run = process.env.SOAK || process.env.PROMISES === "release" ? journey : (sentence) => test(sentence, { skip: "SOAK=1 runs it" });
run("a workshop day leaves memory, page and speed as they were", { before: keepMemory, timeout_ms: 120_000 + EDITS * 120 }, async ({ app, page }) => {
  const dice = new Dice("P21");
  await page.getByRole("button", { name: "New map" }).first().click();
  await page.locator(".first-steps").waitFor();
  const session = await app.cdp();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const { keyboard, mouse } = page;
  const cards = () => page.locator(".card").count();
  let named = 0;

  const named_next = async (key) => {
    // Only what is selected has a next: after an undo that may be nothing, and a card is added.
    if (!(await click())) key = "n";
    await keyboard.press(key);
    const naming = page.locator(".naming");
    if (!(await naming.waitFor({ timeout: 2_000 }).then(() => true, () => false))) {
      for (let step = 0; step < 3; step++) await keyboard.press("Escape");
      await keyboard.press("n");
      await naming.waitFor();
    }
    await keyboard.insertText(`Step ${++named}`);
    await keyboard.press("Enter");
    return 2; // The touchpoint, and its name.
  };
  const someCard = async () => {
    const boxes = await page.locator(".card").evaluateAll((all) =>
      all.map((card) => card.getBoundingClientRect()).map(({ x, y, width, height }) => [x + width / 2, y + 12, width, height])
        .filter(([x, y]) => x > 60 && y > 90 && x < 1000 && y < 780));
    return boxes.length ? dice.pick(boxes) : undefined;
  };
  const click = async () => {
    const at = await someCard();
    if (at) await mouse.click(at[0], at[1]);
    return Boolean(at);
  };
  // What a person does, and how often of twenty; each gives the number of edits it made.
  const habits = [
    [4, () => named_next(dice.pick(["Control+ArrowRight", "Control+ArrowRight", "Control+ArrowDown"]))],
    [4, async () => {
      if (!(await click())) return 0;
      for (let step = 0; step < 12; step++) await keyboard.press(dice.pick(["ArrowLeft", "ArrowDown", "Shift+ArrowUp", "Shift+ArrowRight"]));
      return 12;
    }],
    [3, async () => {
      const at = await someCard();
      if (!at) return 0;
      await mouse.move(at[0], at[1]);
      await mouse.down();
      for (let step = 1; step <= 4; step++) await mouse.move(at[0] + step * dice.between(-15, 15), at[1] + step * dice.between(-15, 15));
      await mouse.up();
      return 1;
    }],
    [3, async () => {
      if (!(await click())) return 0;
      await keyboard.press("i");
      for (const score of ["3", "7", "5"]) {
        await keyboard.press(score);
        await keyboard.press("Tab");
        await keyboard.press("Tab");
      }
      await keyboard.press("Escape");
      return 3;
    }],
    [3, async () => {
      for (let step = 0; step < 6; step++) await keyboard.press("Control+z");
      for (let step = 0; step < 5; step++) await keyboard.press("Control+y");
      return 11;
    }],
    [1, async () => {
      await mouse.move(600, 400);
      await keyboard.down("Control");
      for (let step = 0; step < 3; step++) await mouse.wheel(0, dice.pick([-120, 120]));
      await keyboard.up("Control");
      await keyboard.press("Shift+Digit1");
      return 0;
    }],
    [1, async () => {
      await keyboard.press(dice.pick(["1", "2", "3", "4", "j", "f", "p"]));
      await keyboard.press("Escape");
      return 0;
    }],
    [1, async () => {
      const other = await app.context.newPage();
      await other.close();
      await page.bringToFront();
      return 0;
    }],
  ];
  const often = habits.flatMap(([times, habit]) => Array(times).fill(habit));

  /** Everything gone, as at the start. */
  const empty = async () => {
    for (let step = 0; step < 3; step++) await keyboard.press("Escape");
    await keyboard.press("Control+a");
    await keyboard.press("Delete");
    await until(async () => (await cards()) === 0, 5000, "an empty map");
    return 1;
  };
  const first = async () => {
    await keyboard.press("n");
    await page.locator(".naming").waitFor();
    await keyboard.insertText(`Step ${++named}`);
    await keyboard.press("Enter");
    return 2;
  };

  const rounds = [];
  const costs = [];
  let edits = 0;
  while (edits < EDITS) {
    const until = edits + ROUND;
    edits += await first();
    while (edits < until) {
      const before = await work(session);
      const made = await dice.pick(often)();
      if (made) costs.push(((await work(session)) - before) / made);
      edits += made;
      const count = await cards();
      if (count > 24 || count === 0) {
        if (count) edits += await empty();
        edits += await first();
      }
    }
    edits += await empty();
    rounds.push({ edits, ...(await measured(page, session)) });
    if (process.env.SOAK) console.log(JSON.stringify(rounds.at(-1)), median(costs.slice(-100)).toFixed(2));
  }

  // Warm is what has seen two fifths of the day: a thousand edits can be undone, and each of them was large once.
  const warm = rounds[Math.floor(rounds.length * 0.4)];
  const end = rounds.at(-1);
  const wasm = ((end.wasm - warm.wasm) / 2 ** 20) * (10_000 / (end.edits - warm.edits));
  const heap = ((end.heap - warm.heap) / 2 ** 20) * (10_000 / (end.edits - warm.edits));
  const tenth = Math.floor(costs.length / 10);
  const at = (share, some) => [...some].sort((a, b) => a - b)[Math.floor(some.length * share)];
  const [first_tenth, last_tenth] = [costs.slice(0, tenth), costs.slice(-tenth)];
  const [start, finish] = [at(0.95, first_tenth), at(0.95, last_tenth)];
  const [usual_start, usual] = [at(0.5, first_tenth), at(0.5, last_tenth)];
  figure("P21", {
    edits, "wasm MiB": end.wasm / 2 ** 20, "wasm MiB per 10,000": wasm, "heap MiB per 10,000": heap,
    nodes: `${warm.nodes} to ${end.nodes}`, listeners: `${warm.listeners} to ${end.listeners}`,
    "work of an edit in ms, p95": `${start.toFixed(1)} to ${finish.toFixed(1)}`,
    "p50": `${usual_start.toFixed(1)} to ${usual.toFixed(1)}`,
  });
  assert.ok(wasm <= 1, `the app's memory grows by ${wasm.toFixed(2)} MiB in 10,000 edits`);
  assert.ok(heap <= 1, `the page's memory grows by ${heap.toFixed(2)} MiB in 10,000 edits`);
  assert.ok(Math.abs(end.nodes - warm.nodes) <= 0.02 * warm.nodes, `nodes ${warm.nodes} to ${end.nodes}`);
  assert.ok(Math.abs(end.listeners - warm.listeners) <= 0.02 * warm.listeners, `listeners ${warm.listeners} to ${end.listeners}`);
  // The rarest are the machine's as much as ours: where two browsers share two cores, half as much again.
  assert.ok(usual <= 1.2 * usual_start, `an edit's work grows from ${usual_start.toFixed(1)} to ${usual.toFixed(1)} ms`);
  assert.ok(finish <= 1.5 * start, `the heaviest edits' work grows from ${start.toFixed(1)} to ${finish.toFixed(1)} ms`);
});
