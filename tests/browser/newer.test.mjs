// P7: an old tab or an old version of the app never damages a newer map. Two builds share one origin:
// the newer one is the same app with the number of its build raised, in the one place of the wasm where
// it stands (`BUILT` in src/browser/storage). What a build leaves in the storage whose records look
// otherwise is written by the test. And P9, as far as it is there: the browser is asked to keep the storage after the first edit only.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after } from "node:test";
import { DIST, journey } from "./app.mjs";
import { calm, figure, hand, hide, journeyOf, onlooker, openMap, recordsOf, seal, times, until } from "./promises.mjs";

const RUNS = times(20, 100);
const BUILDS = times(4, 100); // Runs with two builds: each opens the map four times.

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

/// Serves a tab the next build of the app, at the same address as the others have this one.
async function servedNewer(app, tab) {
  const file = readdirSync(DIST).find((name) => name.endsWith("_bg.wasm"));
  const wasm = readFileSync(join(DIST, file));
  const signed = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  const before = signed(wasm);
  const words = "desire-path no. ";
  const at = wasm.indexOf(words);
  assert.ok(at > 0 && wasm.indexOf(words, at + 1) < 0, "the build's number stands in one place");
  wasm.writeUInt32LE(wasm.readUInt32LE(at + words.length) + 1, at + words.length);
  const page = readFileSync(join(DIST, "index.html"), "utf8");
  assert.ok(page.includes(before));
  const html = page.replaceAll(before, signed(wasm));
  const policy = html.match(/http-equiv="Content-Security-Policy"\s+content="([^"]+)"/)[1];
  await tab.route((url) => url.pathname === "/", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html, headers: { "Content-Security-Policy": policy } }));
  await tab.route(`**/${file}`, (route) => route.fulfill({ contentType: "application/wasm", body: wasm }));
  await tab.goto(app.address);
  await app.ready(tab);
}

/// Closes the map of a tab, or opens one there.
async function goTo(tab, map) {
  await tab.evaluate((hash) => {
    location.hash = hash;
  }, map ? `#map=${map}` : "");
  await tab.locator(map ? ".saved" : ".start").waitFor();
}

const TOLD = /newer version/i;
const told = (tab) => tab.evaluate(() => __hand.words() + document.querySelector(".notices").textContent);

journey(`${BUILDS} times the next build edits a map, beside this one or after it: this one writes nothing over it, and says so`, {
  before: hand, timeout_ms: 60_000 + BUILDS * 40_000,
}, async ({ app, page }) => {
  const look = await onlooker(app);
  const newer = await app.context.newPage();
  await servedNewer(app, newer);
  const reached = { runs: 0, "written by the old build": 0, "told in words": 0, "edits of the newer one kept": 0 };
  for (let run = 0; run < BUILDS; run++) {
    await page.bringToFront();
    const map = await openMap(page, journeyOf(3));
    await page.evaluate((run) => __hand.title(`old ${run}`), run);
    await page.locator('.saved[data-state="saved"]').waitFor();
    const beside = run % 2 === 0;
    if (!beside) await goTo(page, null);
    await newer.bringToFront();
    await goTo(newer, map);
    if (beside) await newer.getByRole("button", { name: "Edit here instead" }).click();
    // A tab that has just been told to edit may be reading the map yet.
    const edited = (run) => {
      if (__hand.shown() === `old ${run}`) __hand.title(`newer ${run}`);
      return __hand.shown() === `newer ${run}` && __hand.state() === "saved";
    };
    await until(() => newer.evaluate(edited, run), 15_000, "the newer build's edit, saved");
    await goTo(newer, null);
    // The last snapshot of the map that is closed.
    let before = "";
    await until(async () => {
      const last = before;
      before = JSON.stringify(await recordsOf(look, map));
      return last === before;
    });
    await page.bringToFront();
    if (!beside) await goTo(page, map);
    await page.evaluate((run) => __hand.title(`old again ${run}`), run);
    if (await until(async () => TOLD.test(await told(page)), 15_000, "a word about the newer build").catch(() => false)) reached["told in words"]++;
    else console.log(`run ${run}: ${beside ? "beside" : "after"}: ${await told(page)}`);
    await page.evaluate(() => __hand.paste("op 9"));
    await hide(page);
    await calm(page);
    if (JSON.stringify(await recordsOf(look, map)) !== before) {
      reached["written by the old build"]++;
      console.log(`run ${run}: something was written, ${beside ? "beside" : "after"}`);
    }
    await hide(page, false);
    await goTo(newer, map);
    if (await until(() => newer.evaluate((run) => __hand.shown() === `newer ${run}`, run)).catch(() => false)) reached["edits of the newer one kept"]++;
    await goTo(newer, null);
    reached.runs++;
  }
  figure("P7 two builds", reached);
  assert.equal(reached["written by the old build"], 0);
  assert.equal(reached["told in words"], BUILDS);
  assert.equal(reached["edits of the newer one kept"], BUILDS);
});

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
      await calm(page); // the last snapshot of the map that is closed
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
    await hide(page);
    await calm(page);
    if (/newer version/i.test(await page.evaluate(() => __hand.words() + document.querySelector(".notices").textContent))) reached["told in words"]++;
    else console.log(`run ${run}: ${await page.evaluate(() => __hand.words())}`);
    if (JSON.stringify(await recordsOf(look, map)) !== before) {
      reached["written by the old build"]++;
      console.log(`run ${run}: something was written, ${open ? "open while it happened" : "opened after"}`);
    }
    await hide(page, false);
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
  await calm(page);
  assert.equal(await asked(), 1);
});

const promised = (answer) => `if (window.StorageManager) StorageManager.prototype.persisted = async () => ${answer};`;
for (const [state, answer, words, maker] of [
  ["has promised to keep", "true", "has promised to keep these maps"],
  ["may clear", "false", "may clear these maps"],
  ["does not say how long it keeps", "(() => { throw new TypeError('no') })()", "does not say how long"],
  ["clears after a week", "false", "after seven days without a visit", "Apple Computer, Inc."],
  ["forgets with its private window", "false", "when a private window closes"],
]) {
  const vendor = maker ? `Object.defineProperty(Navigator.prototype, "vendor", { get: () => ${JSON.stringify(maker)} });` : "";
  journey(`P9: a browser that ${state} what it stores is described so`, { before: promised(answer) + vendor }, async ({ app, page }) => {
    await page.getByRole("button", { name: "New map" }).click();
    await page.locator(".first-steps").waitFor();
    await page.getByRole("button", { name: "Add the first touchpoint" }).click();
    await page.keyboard.type("One");
    await page.keyboard.press("Enter");
    await page.locator('.saved[data-state="saved"]').waitFor();
    await page.getByRole("button", { name: "All maps" }).first().click();
    await page.locator("[data-promise]").filter({ hasText: words }).waitFor();
  });
}

// 127.0.0.1 is another site than localhost, where the app is served.
journey("P9: in a frame of another site a person is told that maps are kept apart there, or not at all", { starts: false, profile: "kept", allow: [/127\.0\.0\.1/] }, async ({ app, page }) => {
  const html = `<!doctype html><title>Host</title><link rel="icon" href="data:,"><iframe src="${app.address}" width="1200" height="800"></iframe>`;
  const host = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end(html));
  await new Promise((ready) => host.listen(0, "127.0.0.1", ready));
  after(() => host.close());
  await page.goto(`http://127.0.0.1:${host.address().port}/`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "New map" }).click();
  await frame.locator(".first-steps").waitFor();
  await frame.getByRole("button", { name: "Add the first touchpoint" }).click();
  await page.keyboard.type("One");
  await page.keyboard.press("Enter");
  // Chromium keeps such frames' storage apart, or (as headless, or by choice) denies it.
  const status = frame.locator('.saved[data-state="saved"], .saved[data-state="bad"]');
  await status.waitFor({ state: "attached" });
  const kept = (await status.getAttribute("data-state")) === "saved";
  figure("P9 in a frame", { storage: kept ? "apart" : "denied" });
  if (!kept) return assert.match(await status.getAttribute("title"), /not saved/i);
  await frame.getByRole("button", { name: "All maps" }).first().click();
  await frame.locator("[data-promise]").filter({ hasText: "kept apart" }).waitFor();
});

journey("P9: after fifty edits without a file a person is reminded, and not when there is one", { before: hand }, async ({ page }) => {
  await openMap(page, journeyOf(3));
  const told = page.locator(".notice").filter({ hasText: "in this browser alone" });
  for (let edit = 1; edit < 50; edit++) await page.evaluate((edit) => __hand.title(`op ${edit}`), edit);
  assert.equal(await told.count(), 0, "not before");
  await page.evaluate(() => __hand.title("op 50"));
  await told.waitFor();
  await told.waitFor({ state: "detached" });
  for (let edit = 51; edit < 90; edit++) await page.evaluate((edit) => __hand.title(`op ${edit}`), edit);
  await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  for (let edit = 90; edit < 130; edit++) await page.evaluate((edit) => __hand.title(`op ${edit}`), edit);
  await calm(page);
  assert.equal(await told.count(), 0, "a file holds most of it");
});
