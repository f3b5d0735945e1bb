// P7: an old tab or an old version of the app never damages a newer map. There is one build to test
// with: what a newer one leaves in the storage is written by the test, as that build would write it.
// And P9, as far as it is there: the browser is asked to keep the storage after the first edit only.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { figure, hand, journeyOf, onlooker, openMap, recordsOf, seal, sleep, times, until } from "./promises.mjs";

const RUNS = times(20, 100);

/// A newer build takes the pen and edits: a record of hands changing, an edit, and its head.
async function newerBuild(look, map) {
  const last = Math.max(...(await recordsOf(look, map)).map(({ sequence }) => sequence ?? 0));
  const about = (title) => ({ title, currency: "EUR", period: "month" });
  const edit = JSON.stringify({ about: { before: about("op 0"), after: about("newer") } });
  const list = [
    ["journal", last + 1, seal("journal", map, last + 1, "")],
    ["journal", last + 2, seal("journal", map, last + 2, edit)],
    ["heads", null, seal("head", map, last + 2, `${Date.now() + 60_000} 999000000 ${Date.now()}`)],
  ].map(([store, sequence, bytes]) => [store, sequence, bytes.toString("base64")]);
  await look.evaluate(([map, list]) => stores("readwrite", async (transaction) => {
    for (const [store, sequence, bytes] of list) {
      transaction.objectStore(store).put(Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)), sequence === null ? map : [map, sequence]);
    }
  }), [map, list]);
}

journey(`${RUNS} times a newer build has edited a map: this one writes nothing over it, and says so`, {
  before: hand, timeout_ms: 60_000 + RUNS * 10_000,
}, async ({ app, page }) => {
  const look = await onlooker(app);
  const reached = { runs: 0, "written by the old build": 0, "told in words": 0 };
  for (let run = 0; run < RUNS; run++) {
    const map = await openMap(page, journeyOf(3));
    // Both orders: the map is open here while it happens, or opened after.
    const open = run % 2 === 0;
    if (!open) {
      await page.evaluate(() => {
        location.hash = "";
      });
      await page.locator(".start").waitFor();
      await sleep(100); // the last snapshot of the map that is closed
    }
    await newerBuild(look, map);
    const before = JSON.stringify(await recordsOf(look, map));
    if (!open) {
      await page.evaluate((map) => {
        location.hash = `#map=${map}`;
      }, map);
      await page.locator(".saved").waitFor();
    }
    await page.evaluate((run) => __hand.title(`op ${run}`), run + 1);
    await until(() => page.evaluate(() => __hand.state() === "bad"), 5_000, "a word about the newer build");
    await page.evaluate(() => __hand.paste("op 9"));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await sleep(60);
    if (/newer version/i.test(await page.evaluate(() => __hand.words() + document.querySelector(".notices").textContent))) reached["told in words"]++;
    else console.log(`run ${run}: ${await page.evaluate(() => __hand.words())}`);
    if (JSON.stringify(await recordsOf(look, map)) !== before) {
      reached["written by the old build"]++;
      console.log(`run ${run}: something was written, ${open ? "open while it happened" : "opened after"}`);
    }
    reached.runs++;
  }
  figure("P7", reached);
  assert.equal(reached["written by the old build"], 0);
  assert.equal(reached["told in words"], RUNS);
});

journey("the browser is asked to keep the storage after the first edit, and never on load", {
  before: `(${hand})(); window.__asked = 0; if (window.StorageManager) StorageManager.prototype.persist = async () => (window.__asked++, false);`,
}, async ({ page }) => {
  const asked = () => page.evaluate(() => __asked);
  assert.equal(await asked(), 0);
  await openMap(page, journeyOf(3));
  assert.equal(await asked(), 0, "opening is no edit");
  await page.evaluate(() => __hand.title("op 1"));
  await until(async () => await asked() === 1);
  await page.evaluate(() => __hand.title("op 2"));
  await sleep(50);
  assert.equal(await asked(), 1);
});
