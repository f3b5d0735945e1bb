// The core of the journeys of use, one step after the other; each is a true sentence.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SMALL } from "../browser/journeys.mjs";
import { sleep } from "./webdriver.mjs";

const cards = (page) => page.run(() => document.querySelectorAll(".card").length);
const names = (page) => page.run(() => [...document.querySelectorAll(".card .name")].map((name) => name.textContent.trim()));
const success = (page) => page.run(() => document.querySelector('[data-number="success"]')?.textContent.trim());
const at = (page, selector) => page.run((wanted) => {
  const { left, top, width, height } = document.querySelector(wanted).getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}, selector);

async function becomes(look, expected, what) {
  let now;
  for (let turn = 0; turn < 400; turn++) {
    now = JSON.stringify(await look());
    if (now === JSON.stringify(expected)) return;
    await sleep(60);
  }
  throw new Error(`${what}: expected ${JSON.stringify(expected)}, it is ${now}`);
}

/// Waits until a look shows twice the same.
async function rests(look) {
  let [last, now] = [null, JSON.stringify(await look())];
  while (now !== last) {
    await sleep(300);
    [last, now] = [now, JSON.stringify(await look())];
  }
}

/// Drops a file on the page, as a hand would.
const drop = (page, name, text) => page.run((name, text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name, { type: "application/json" }));
  for (const type of ["dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}, name, text);

const saved = (page) => page.there('.saved[data-state="saved"]');

/// Everything the map says in numbers: the headline, the cards, the arrows' labels.
const figures = (page) => page.run(() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent.replace(/\s+/gu, " ").trim());
  return [...texts(".headline"), ...texts(".card[data-touchpoint]"), ...texts(".pill"), ...texts(".arrow-label")];
});

/// The steps; `kept` is what an earlier engine read, to be compared with.
export const STEPS = [
  ["the app starts under its policy", async ({ page, address }) => {
    await page.go(address);
    await page.until(() => !document.querySelector("#boot") && document.querySelector("h1"), "the first screen");
    await page.there("html[data-worker]");
  }],
  ["an example opens, and every number on the map is the one that Chromium shows", async ({ page, kept, shot }) => {
    await page.click('[data-example="A coffee subscription"] .open');
    await page.there(".card");
    await saved(page);
    await page.until(() => document.querySelector('[data-number="success"]')?.textContent.includes("%"), "the share of success");
    await rests(() => figures(page));
    await shot("example");
    const read = await figures(page);
    assert.ok(read.length > 10, "there are numbers");
    if (kept.figures) assert.deepEqual(read, kept.figures);
    else kept.figures = read;
    return await success(page);
  }],
  ["a journey is dropped as a file, and its share of success is 21 %, worked out by hand", async ({ page }) => {
    // 0.8 come to the visit, half of the 0.7 who stay there go on to pay, and 0.75 of them pay.
    const given = structuredClone(SMALL);
    for (const touchpoint of given.touchpoints) delete touchpoint.burdens;
    await drop(page, "small.journey.json", JSON.stringify(given));
    await page.there('[data-place="ab"], [data-place="a"]');
    await saved(page);
    await becomes(async () => Number.parseFloat(await success(page)), 21, "the share of success");
    assert.equal(await cards(page), 4);
    return await success(page);
  }],
  ["a touchpoint is added by keyboard and the next one comes connected", async ({ page, shot }) => {
    await page.run(() => document.querySelector('[data-place="d"]').focus());
    await page.press(" ");
    await page.there('[data-place="d"][data-selected="true"]');
    await page.press("n");
    await page.there(".naming");
    await page.type("Get help");
    await page.press("Enter");
    await becomes(() => cards(page), 5, "cards");
    await page.press("Control+ArrowRight");
    await page.there(".naming");
    await page.type("Stay");
    await page.press("Enter");
    await becomes(() => cards(page), 6, "cards");
    assert.deepEqual((await names(page)).filter((name) => ["Get help", "Stay"].includes(name)).toSorted(), ["Get help", "Stay"]);
    await becomes(() => page.run(() => document.querySelectorAll("[data-transition]").length), 5, "transitions");
    await shot("typed");
  }],
  ["C connects to a card by its name", async ({ page }) => {
    await page.press("c");
    await page.until(() => document.activeElement?.getAttribute("role") === "combobox", "the field for where it leads");
    await page.type("Pay");
    await page.press("Enter");
    await becomes(() => page.run(() => document.querySelectorAll("[data-transition]").length), 6, "transitions");
  }],
  ["a score set by its key is heard with its friction, and Ctrl Z takes it back", async ({ page, shot }) => {
    await page.run(() => document.querySelector('[data-place="b"]').focus());
    await page.press(" ");
    await page.there('[data-place="b"][data-selected="true"]');
    const label = () => page.run(() => document.querySelector('[data-place="b"]').getAttribute("aria-label"));
    const rubs = async () => (await label()).includes("friction");
    assert.equal(await rubs(), false);
    await page.press("i");
    await page.until(() => document.activeElement?.matches(".score input[type=range]"), "the first score");
    await page.press("9");
    await becomes(rubs, true, "friction is said");
    await shot("scored");
    const after = await label();
    await page.press("Escape");
    await page.press("Control+z");
    await becomes(rubs, false, "undo");
    await page.press("Control+y");
    await becomes(label, after, "redo");
  }],
  ["a slider is dragged by the mouse", async ({ page }) => {
    const value = () => page.run(() => Number(document.querySelector(".score input[type=range]").value));
    const { left, y, width } = await page.run(() => {
      const range = document.querySelector(".score input[type=range]");
      range.scrollIntoView({ block: "center" });
      const { left, top, width, height } = range.getBoundingClientRect();
      return { left, y: top + height / 2, width };
    });
    const top = await page.run(() => Number(document.querySelector(".score input[type=range]").max));
    assert.equal(await value(), 9);
    await page.stroke(...[0.3, 0.5, 0.7, 0.9].map((share) => ({ x: left + width * share, y })));
    await becomes(async () => (await value()) > top * 0.8, true, "the slider followed the mouse");
    return `${await value()} of ${top}`;
  }],
  ["a card is dragged by the mouse, and its arrows with it", async ({ page, shot }) => {
    await page.press("Escape");
    await page.press("Shift+1");
    await rests(() => at(page, '[data-place="a"]'));
    const way = () => page.run(() => document.querySelector('[data-transition="ab"] .arrow').getAttribute("d"));
    const [before, card] = [await way(), await at(page, '[data-place="a"]')];
    await page.stroke(card, { x: card.x + 20, y: card.y + 30 }, { x: card.x + 40, y: card.y + 90 });
    await page.until((before) => document.querySelector('[data-transition="ab"] .arrow').getAttribute("d") !== before, "another course", before);
    const now = await at(page, '[data-place="a"]');
    assert.ok(now.y > card.y + 60, `the card went ${Math.round(now.y - card.y)} px down`);
    await shot("dragged");
  }],
  ["the state is told as saved, and after a reload the map is the same", async ({ page, kept }) => {
    await saved(page);
    const [before, share] = [(await names(page)).toSorted(), await success(page)];
    await page.reload();
    await page.there(".card");
    await becomes(async () => (await names(page)).toSorted(), before, "names");
    await becomes(() => success(page), share, "the share of success");
    await saved(page);
    if (kept.names) assert.deepEqual(before, kept.names);
    else kept.names = before;
  }],
  ["the journey view, the flow view and the table open by their keys, and so do the insights", async ({ page, shot }) => {
    for (const [key, name] of [["J", ".sheet-view"], ["F", ".flow-view"], ["T", ".table-view"]]) {
      await page.press(`Shift+${key}`);
      await page.until((name) => document.querySelector(name), name, name);
      await shot(`view${name.replace(".", "-")}`);
    }
    await page.press("Shift+M");
    await page.there(".card");
    await page.press("j");
    await page.until(() => document.querySelector('[role="tab"][aria-selected="true"]')?.textContent.includes("Insights"), "the insights");
    await shot("insights");
  }],
  ["Ctrl S saves a file that holds the journey", async ({ page, downloads, kept }) => {
    await page.press("Control+s");
    const files = () => (existsSync(downloads) ? readdirSync(downloads).filter((name) => name.endsWith(".json")) : []);
    for (let turn = 0; turn < 200 && files().length === 0; turn++) await sleep(60);
    assert.equal(files().length, 1, "one file came");
    let text = "";
    for (let turn = 0; turn < 100 && !text.trim().endsWith("}"); turn++) { text = readFileSync(join(downloads, files()[0]), "utf8"); await sleep(50); }
    const map = JSON.parse(text);
    assert.deepEqual([map.touchpoints.length, map.transitions.length], [6, 6]);
    // What differs by chance: identities that were drawn, and times.
    const scores = map.touchpoints.map(({ name, burdens }) => [name, burdens ?? null]);
    if (kept.scores) assert.deepEqual(scores, kept.scores);
    else kept.scores = scores;
  }],
];
