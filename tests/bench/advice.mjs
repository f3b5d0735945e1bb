// How long the worker takes to find which of so many fixes a budget should buy, and to prove it.
// `node advice.mjs [--touchpoints 50] [--fixes 25] [--rounds 5]` here, after `bash scripts/build` at the top.
// A benchmark and no test: a machine that does other work as well is slower.

import { parseArgs } from "node:util";
import { App } from "../browser/app.mjs";
import { Dice, openFile } from "../browser/promises.mjs";

const { values } = parseArgs({
  options: { touchpoints: { type: "string", default: "50" }, fixes: { type: "string", default: "25" }, rounds: { type: "string", default: "5" } },
});
const [size, count, rounds] = [Number(values.touchpoints), Number(values.fixes), Number(values.rounds)];

/// A journey that mostly goes forward, with ways back, burdens and values everywhere, and a fix for every other touchpoint.
function given() {
  const dice = new Dice("fixes");
  const below = (limit) => dice.between(0, limit - 1);
  const score = () => ({ assumed: below(11) });
  const touchpoints = Array.from({ length: size }, (_, at) => ({
    id: `t${at}`, name: `Touchpoint ${at}`, position: { x: (at % 10) * 260, y: Math.floor(at / 10) * 180 },
    burdens: { time: score(), effort: score(), worry: score() }, values: { convenience: score() },
    margin: below(40), cost_to_serve: below(8),
  }));
  const transitions = [];
  const way = (from, to, weight) => transitions.push({ id: `w${transitions.length}`, from, to, weight });
  for (let at = 0; at < size; at++) {
    const next = (by) => (at + by < size ? `t${at + by}` : "done");
    way(`t${at}`, next(1), 0.6);
    way(`t${at}`, next(2 + below(4)), 0.25);
    way(`t${at}`, at > 3 && below(3) === 0 ? `t${at - 1 - below(3)}` : next(7), 0.15);
  }
  const fixes = Array.from({ length: count }, (_, at) => {
    const spot = `t${below(size)}`;
    return {
      id: `f${at}`, name: `Fix ${at}`, cost_once: 1_000 + below(60_000),
      effects: [{ touchpoint: spot, burdens: { effort: 0.2 + below(6) / 10, worry: 0.3 + below(6) / 10 } }],
    };
  });
  return JSON.stringify({
    format: "desire-path", version: 1, title: "Fixes", currency: "EUR", period: "month", periods: 24, budget: 250_000,
    segments: [{ id: "all", name: "Everyone", volume: 5_000, entry: { t0: 1 }, burden_weights: { effort: 0.008, worry: 0.008, time: 0.004 }, burden_costs: { time: 0.2, effort: 0.3, worry: 0.3 }, value_worths: { convenience: 1.5 } }],
    touchpoints, outcomes: [{ id: "done", name: "Done", kind: "success", value: 120, position: { x: 2_700, y: 300 } }], transitions, fixes,
  });
}

const took = [];
for (let round = 1; round <= rounds; round++) {
  process.env.SEED = String(round);
  const app = new App({ screen: "wide" });
  await app.open();
  const { page } = app;
  await openFile(page, "fixes.journey.json", given());
  await page.locator('.saved[data-state="saved"]').waitFor();
  if (await page.locator(".report-lines").count()) throw new Error(await page.locator(".report-lines").textContent());
  const began = Date.now();
  await page.keyboard.press("x");
  await page.getByText("Up to date.").waitFor({ timeout: 120_000 });
  took.push(Date.now() - began);
  const [buys, proof] = [await page.locator('[data-number="buys"]').textContent(), await page.locator("[data-proof]").getAttribute("data-proof")];
  console.log(`  ${took.at(-1)} ms, proven: ${proof}; ${buys}`);
  await app.close();
}
took.sort((a, b) => a - b);
console.log(`${count} fixes on ${size} touchpoints, in the worker: p50 ${took[Math.floor(took.length / 2)]} ms, max ${took.at(-1)} ms`);
process.exit(0); // The browser that the tests share would stay.
