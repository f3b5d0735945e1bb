// P21, its quiet half: a page that is left open, as on a projector over lunch. Now and then an edit, in between nothing:
// the page then does next to nothing, what it holds does not grow, and each edit is stored as on the first minute.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey } from "./app.mjs";
import { figure, hand, keepMemory, measured, openMap, times, work } from "./promises.mjs";

const REST_S = times(10, 7_200); // Altogether.
const EDITS = Math.min(60, REST_S / 2);
const WARM_UP = 10; // Edits before the first measurement.
const BUSY = 0.02; // The share of its time that a resting page's thread may work at most.

const EXAMPLE = new URL("../../examples/journeys/coffee-subscription.json", import.meta.url);

journey(`a page that rests for ${REST_S} seconds does next to nothing, grows in nothing and stores what is edited then`, {
  before: `(${hand})(); (${keepMemory})()`, timeout_ms: 120_000 + REST_S * 1_500,
}, async ({ app, page }) => {
  await openMap(page, readFileSync(EXAMPLE, "utf8"), "example.json");
  const session = await app.cdp();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  let edited = 0;
  const edit = async () => {
    edited++;
    await page.evaluate((title) => __hand.title(title), `op ${edited}`);
    await page.locator('.saved[data-state="saved"]').waitFor();
  };
  while (edited < WARM_UP) await edit();
  await page.waitForTimeout(2_000); // What the last edit set going comes to its end.
  const before = await measured(page, session);
  let resting_ms = 0;
  for (let turn = 0; turn < EDITS; turn++) {
    const worked = await work(session);
    await page.waitForTimeout((REST_S * 1_000) / EDITS);
    resting_ms += (await work(session)) - worked;
    await edit();
    await page.waitForTimeout(500);
  }
  const after = await measured(page, session);
  await app.reload();
  await page.locator(".card").first().waitFor();
  const kept = await page.evaluate(() => document.querySelector(".topbar .title").value);
  const share = resting_ms / (REST_S * 1_000);
  figure("P21", {
    "seconds at rest": REST_S, edits: EDITS, "work at rest, % of the time": share * 100,
    "wasm KiB more": (after.wasm - before.wasm) / 1024, "page KiB more": (after.heap - before.heap) / 1024,
    nodes: `${before.nodes} to ${after.nodes}`, listeners: `${before.listeners} to ${after.listeners}`,
  });
  assert.equal(kept, `op ${edited}`, "the last edit is there after a reload");
  assert.ok(share <= BUSY, `${(share * 100).toFixed(2)} % of the time`);
  assert.ok(after.wasm - before.wasm <= 1_048_576 && after.heap - before.heap <= 1_048_576, "memory as before");
  for (const name of ["nodes", "listeners"]) assert.ok(after[name] <= before[name] * 1.02, `${name} as before`);
});
