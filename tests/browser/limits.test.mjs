// P12: limits are hit politely. Whatever a file holds, the page answers while it is read: what is
// under way is said within a second and can be ended at once, and the open map stays as it is.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { journey } from "./app.mjs";
import { fileOf, figure, journeyOf, keepMemory, mapOf, openFile, openMap, until } from "./promises.mjs";

const MB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), "desire-path-limits-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const whole = JSON.parse(journeyOf(0));
const file = (more) => JSON.stringify({ ...whole, segments: [], transitions: [], outcomes: [], ...more });

/// The longest that nothing else could happen on the page, and every notice with its time.
function watch() {
  window.__seen = [];
  window.__held = 0;
  let last = performance.now();
  const beat = () => {
    const now = performance.now();
    window.__held = Math.max(window.__held, now - last);
    last = now;
  };
  setInterval(beat, 5);
  // The moment in which a file is chosen.
  addEventListener("change", () => {
    last = window.__began = performance.now();
    window.__held = 0;
  }, true);
  new MutationObserver(() => {
    const words = document.querySelector(".notice")?.textContent;
    if (words && window.__seen.at(-1)?.words !== words) window.__seen.push({ words, at: performance.now() });
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/// Opens a file; resolves to what came of it, and when the first sign of it was seen.
async function reading(page, name, content) {
  await page.evaluate(() => {
    for (const close of document.querySelectorAll(".notice button")) close.click();
    document.querySelector("dialog[open] button")?.click();
    Object.assign(window, { __seen: [], __before: location.hash });
  });
  const path = join(folder, name);
  writeFileSync(path, content);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Control+o")]);
  await chooser.setFiles(path);
}

/// The most memory that a page's process ever had, its worker included, in MiB.
async function mostMemory(app) {
  const session = await app.context.browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const peak = ({ id }) => Number(readFileSync(`/proc/${id}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1] ?? 0) / 1024;
  return Math.max(...processInfo.filter(({ type }) => type === "renderer").map(peak));
}

/// How much memory the wasm of the page and of its worker had together once a file was read, in MiB.
const wasm = (page) => page.evaluate(() => {
  const [page, worker] = [window.__memory.buffer.byteLength, window.__worker];
  window.__worker = 0;
  return (page + worker) / 2 ** 20;
});

const answer = (page, name) => until(() => page.evaluate(() => {
  const bad = document.querySelector(".notice.bad")?.textContent;
  const opened = location.hash !== window.__before && !!document.querySelector(".saved");
  return (bad || opened) && { bad, opened, began: window.__began, seen: window.__seen, now: performance.now(), held: window.__held };
}), 25_000, `an answer to ${name}`);

/// A table of so many rows, which lead from so many names to one less.
const rows = (count, names) => `from,to,count\n${Array.from({ length: count }, (_, at) => `a${at % names},b${at % (names - 1)},1`).join("\n")}`;
const CASES = [
  ["a text of 10 MB", "text.json", () => file({ goal: "x".repeat(10 * MB) }), null],
  ["a file of 20 MB", "large.json", () => file({ owners: Array.from({ length: 2_000 }, (_, at) => ({ id: `o${at}`, name: "x".repeat(10_000) })) }), null],
  ["a file of 51 MB", "huge.json", () => Buffer.alloc(51 * MB, 32), /51 MB/],
  ["depth 1,000,000", "deep.json", () => '{"a":'.repeat(1_000_000), /127 levels/],
  ["100,001 records", "many.json", () => file({ owners: Array.from({ length: 100_001 }, (_, at) => ({ id: `o${at}` })) }), /100001 records|100,001/],
  ["48 MB of numbers", "numbers.json", () => file({ x_unknown: [] }).replace(`"x_unknown":[]`, `"x_unknown":[${"0,".repeat(24 * MB)}0]`), /values/],
  ["the most values", "values.json", () => file({ x_unknown: [] }).replace(`"x_unknown":[]`, `"x_unknown":[${"{},".repeat(1_490_000)}0]`), null],
  ["a table of 1,000,000 rows", "rows.csv", () => rows(1_000_000, 20), null],
  ["a table of 1,000,000 ways", "ways.csv", () => rows(1_000_000, 5_000), /more than 100000 ways/],
];

journey("whatever the size of a file, the page answers within a second and says what came of it",
  { before: [keepMemory, watch], timeout_ms: 200_000 }, async ({ app, page }) => {
    await openMap(page, journeyOf(30));
    const before = await mostMemory(app);
    const reached = { files: 0, "first word max ms": 0, "page held max ms": 0, "wasm max MiB": 0 };
    for (const [what, name, content, refusal] of CASES) {
      await reading(page, name, content());
      const came = await answer(page, what);
      const first = Math.min(came.seen[0]?.at ?? came.now, came.now) - came.began;
      reached.files++;
      reached["first word max ms"] = Math.max(reached["first word max ms"], first);
      reached["page held max ms"] = Math.max(reached["page held max ms"], came.held);
      if (came.opened) await page.locator('.saved[data-state="saved"]').waitFor();
      const memory = await wasm(page);
      reached["wasm max MiB"] = Math.max(reached["wasm max MiB"], memory);
      console.log(`P12 ${what}: ${came.bad ?? "opened"} after ${Math.round(came.now - came.began)} ms, first word ${Math.round(first)} ms, page held ${Math.round(came.held)} ms, wasm ${Math.round(memory)} MiB`);
      if (refusal) assert.match(came.bad ?? "opened", refusal, what);
      assert.ok(first <= 1_000, `${what}: the first word came after ${first} ms`);
    }
    const most = await mostMemory(app);
    figure("P12", { ...reached, "process max MiB": most, "before MiB": before });
    assert.ok(reached["wasm max MiB"] <= 512, `wasm of page and worker together: ${reached["wasm max MiB"]} MiB`);
    // And with all that the browser itself has in that process: some 180 MiB before any file.
    assert.ok(most <= 512, `the process of page and worker: ${most} MiB`);
  });

journey("reading a file can be ended at once, and the open map stays as it is",
  { before: () => {}, timeout_ms: 60_000 }, async ({ page }) => {
    await page.evaluate(watch);
    const map = await openMap(page, journeyOf(30, "Mine"));
    const before = await fileOf(page);
    const ended_ms = [];
    for (let time = 0; time < 3; time++) {
      await reading(page, "rows.csv", rows(1_500_000, 20));
      const cancel = page.getByRole("button", { name: "Cancel" });
      await cancel.waitFor();
      ended_ms.push(await page.evaluate(async () => {
        const start = performance.now();
        document.querySelector(".notice button").click();
        while (document.querySelector(".notice")) await new Promise((done) => setTimeout(done, 1));
        return performance.now() - start;
      }));
      assert.equal(await mapOf(page), map);
    }
    assert.equal(await fileOf(page), before);
    // What comes next is read as ever.
    await openMap(page, journeyOf(10, "Next"), "next.json");
    figure("P12", { "ended times": ended_ms.length, "ended max ms": Math.max(...ended_ms) });
    assert.ok(Math.max(...ended_ms) <= 500, String(ended_ms));
  });

journey("where a page may have no worker, files open all the same",
  { policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'none'",
    allow: [/worker/i] }, async ({ page }) => {
    assert.equal(await page.evaluate(() => document.documentElement.dataset.worker), "none");
    await openMap(page, journeyOf(30, "No worker"));
    assert.equal(await page.title(), "No worker – Desire Path");
    await openFile(page, "broken.json", "{");
    await page.getByText("it ends too early").waitFor();
  });

const LARGE = journeyOf(1_000, "A thousand");
const drawn = (page) => page.evaluate(() => ({
  cards: [...document.querySelectorAll(".card[data-touchpoint]")].map((card) => card.dataset.touchpoint),
  arrows: [...document.querySelectorAll("[data-transition] .arrow")].map((arrow) => arrow.getAttribute("d") ?? ""),
}));

journey("a map of 1,000 touchpoints is drawn bit by bit, and then it is all there in its order", { timeout_ms: 120_000 }, async ({ page }) => {
  await page.evaluate(() => {
    window.__first = null;
    new MutationObserver(() => {
      const there = document.querySelectorAll(".card").length;
      if (there && window.__first === null) window.__first = there;
    }).observe(document, { subtree: true, childList: true });
  });
  await openMap(page, LARGE);
  await until(async () => (await drawn(page)).cards.length === 1_000, 60_000, "every card");
  await until(async () => (await drawn(page)).arrows.length === 1_019, 60_000, "every arrow");
  const { cards, arrows } = await drawn(page);
  const given = new Map(JSON.parse(LARGE).touchpoints.map(({ id, position }) => [id, position]));
  assert.equal(new Set(cards).size, 1_000);
  const column = ({ x }) => Math.floor(x / 296);
  const inOrder = cards.every((id, at) => at === 0 || column(given.get(cards[at - 1])) <= column(given.get(id)));
  assert.ok(inOrder, "cards stand in reading order");
  assert.ok(arrows.every((course) => course.startsWith("M")), "every arrow has a course");
  assert.ok(await page.evaluate(() => window.__first) < 1_000, "not all at once");
  // What is cut short by another edit comes to its end all the same.
  await page.keyboard.press("Control+a");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+z");
  assert.deepEqual((await drawn(page)).cards, cards);
});

journey("many touchpoints are tidied elsewhere: one edit, and it can be ended", { timeout_ms: 120_000 }, async ({ page }) => {
  await openMap(page, journeyOf(400, "Many"));
  const before = await fileOf(page);
  await page.keyboard.press("Control+Shift+l");
  await until(async () => (await fileOf(page)) !== before, 60_000, "other places");
  const after = JSON.parse(await fileOf(page));
  assert.equal(new Set(after.touchpoints.map(({ position }) => `${position.x} ${position.y}`)).size, 400);
  await page.keyboard.press("Control+z");
  assert.equal(await fileOf(page), before);
});
