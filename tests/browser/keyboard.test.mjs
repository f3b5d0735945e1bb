// A journey by keyboard alone: no call of the mouse in this file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey } from "./app.mjs";

const number = (page, which) => page.locator(`[data-number="${which}"]`);
const focused = (page) => page.evaluate(() => {
  const active = document.activeElement;
  return active.getAttribute("aria-label") ?? active.textContent.trim();
});

/** Tab to the control of that name; how many keys it took. */
async function tabTo(page, name) {
  for (let keys = 1; keys <= 40; keys++) {
    await page.keyboard.press("Tab");
    if ((await focused(page)).startsWith(name)) return keys;
  }
  throw new Error(`Tab does not reach ${name}`);
}

/** Presses keys one after another at once, as a practised hand does. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

journey("a journey is drawn, connected, scored, read, saved and undone by keyboard alone", async ({ page }) => {
  await tabTo(page, "New map");
  await press(page, "Enter");
  await page.locator(".first-steps").waitFor();
  await press(page, "n");
  await page.locator(".naming").waitFor();
  await page.keyboard.type("See the offer");
  await press(page, "Enter");

  // Add, connect and score, again and again; names aside.
  const counts = [];
  for (const name of ["Sign up", "Confirm", "First use"]) {
    let keys = await press(page, "Control+ArrowRight");
    await page.locator(".naming").waitFor();
    await page.keyboard.type(name);
    keys += await press(page, "Enter", "i");
    await page.locator(".score input[type=range]:focus").first().waitFor();
    keys += await press(page, "3", "Tab", "Tab", "5", "Tab", "Tab", "4", "Escape");
    await page.locator(`.card:focus[aria-label^="${name}"]`).waitFor();
    counts.push(keys);
  }
  assert.equal(await page.locator(".card").count(), 4);
  await page.locator("[data-transition]").nth(2).waitFor({ state: "attached" });
  assert.equal(await page.locator("[data-transition]").count(), 3);
  assert.deepEqual(await page.locator(".card").last().evaluate((card) => card.getAttribute("aria-label").includes("friction")), true);
  counts.sort((a, b) => a - b);
  console.log(`    keys to add, connect and score three burdens: ${counts.join(", ")}`);
  assert.ok(counts[1] <= 12, "at most 12 keys in the middle");

  // A way to an outcome that is not there yet, and one back to a card that is.
  await press(page, "c");
  await page.getByRole("combobox", { name: "What it leads to" }).waitFor();
  await page.keyboard.type("Customer");
  await press(page, "ArrowDown", "Enter");
  await page.locator(".pill:focus").filter({ hasText: "Customer" }).waitFor();
  await press(page, "Shift+Tab");
  for (let step = 0; step < 8 && !(await focused(page)).startsWith("Confirm"); step++) await press(page, "Shift+Tab");
  assert.match(await focused(page), /^Confirm/);
  await press(page, " ");
  await press(page, "c");
  await page.getByRole("combobox", { name: "What it leads to" }).waitFor();
  await page.keyboard.type("sign");
  await press(page, "Enter");
  // The card has the focus again as soon as the dialog is gone, and its transition a picture later.
  await page.locator("[data-transition]").nth(4).waitFor({ state: "attached" });
  await page.locator('.card:focus[aria-label^="Confirm"]').waitFor();
  // Its arrow comes with the next pictures.
  await page.locator("[data-transition]").nth(4).waitFor({ state: "attached" });
  assert.equal(await page.locator("[data-transition]").count(), 5);
  assert.match(await number(page, "success").textContent(), /%/);

  // Saved as a file by its key, undone to the first card, and done again.
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, "Control+s")]);
  const saved = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.equal(saved.transitions.length, 5);
  for (let step = 0; step < 40 && (await page.locator(".card").count()) > 1; step++) await press(page, "Control+z");
  assert.equal(await page.locator(".card").count(), 1);
  for (let step = 0; step < 60 && (await page.locator("[data-transition]").count()) < 5; step++) await press(page, "Control+y");
  assert.equal(await page.locator("[data-transition]").count(), 5);
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY");
});

journey("names can be typed faster than the screen is drawn", async ({ page }) => {
  await tabTo(page, "New map");
  await press(page, "Enter");
  await page.locator(".first-steps").waitFor();
  await press(page, "n");
  await page.locator(".naming").waitFor();
  // Nothing is waited for from here: every key is pressed as fast as the browser takes them.
  for (let step = 1; step <= 8; step++) {
    await page.keyboard.type(`Step ${step}`);
    await press(page, "Enter", "Control+ArrowRight");
  }
  await page.keyboard.type("The end");
  await press(page, "Enter", "Shift+Digit1");
  await page.locator(".card").nth(8).waitFor();
  const names = await page.locator(".card .name").allTextContents();
  assert.deepEqual(names.map((name) => name.trim()), [...Array.from({ length: 8 }, (_, at) => `Step ${at + 1}`), "The end"]);
});

journey("what is added by keyboard is put where nothing stands", async ({ page }) => {
  await tabTo(page, "New map");
  await press(page, "Enter");
  await page.locator(".first-steps").waitFor();
  for (const [at, key] of ["n", "n", "o", "n"].entries()) {
    await press(page, key);
    await page.locator(".naming").waitFor();
    await page.keyboard.type(`Place ${at}`);
    await press(page, "Enter");
    await page.locator(".naming").waitFor({ state: "detached" });
    await press(page, "Escape");
  }
  await press(page, "Shift+Digit1");
  const boxes = async () => page.locator(".card, .pill").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON()));
  const places = await boxes();
  assert.equal(places.length, 4);
  for (const [at, one] of places.entries()) {
    for (const other of places.slice(at + 1)) {
      const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      assert.ok(apart, `two cards overlap: ${JSON.stringify([one, other])}`);
    }
  }
});

journey("the focus never falls off the page", async ({ page }) => {
  const tags = [];
  // What is drawn takes a picture or two; then something has the keys.
  const holds = async (selector, when) => {
    await page.waitForFunction((wanted) => document.activeElement.matches(wanted), selector).catch(() => {});
    const now = await page.evaluate((wanted) => [document.activeElement.matches(wanted), document.activeElement.outerHTML.slice(0, 120)], selector);
    assert.ok(now[0], `${when}: ${now[1]}`);
    tags.push(when);
  };
  await tabTo(page, "New map");
  await press(page, "Enter");
  await holds(".canvas", "New map");
  for (const [key, selector] of [["J", ".sheets"], ["F", ".flow-scroll"], ["T", ".table-view button"], ["M", ".canvas"]]) {
    await press(page, `Shift+${key}`);
    await holds(selector, `Shift+${key}`);
  }
  // A new stage is named by typing at once.
  await press(page, "s");
  await holds("[data-name-field]", "a new stage");
  await page.keyboard.type("Buy");
  await press(page, "Tab");
  assert.equal((await page.locator(".column .head").textContent()).includes("Stage 1"), false);
  assert.match(await page.locator(".column .head").textContent(), /Buy/);
  await page.locator("select.scenario").focus();
  await page.locator("select.scenario").selectOption({ label: "New scenario…" });
  await holds(".scenario-bar input", "New scenario");
  await page.getByRole("button", { name: "Drop", exact: true }).focus();
  await press(page, "Enter");
  await holds("select.scenario", "Drop");
  await page.getByRole("button", { name: "All maps" }).focus();
  await press(page, "Enter");
  await holds(".start h1", "All maps");
  await page.locator('[data-example="A coffee subscription"] .open').focus();
  await press(page, "Enter");
  await holds(".canvas", "an example");
  await page.getByRole("button", { name: "All maps" }).focus();
  await press(page, "Enter");
  await page.locator("[data-map]").nth(1).waitFor();
  await page.locator("[data-map] .bin").first().focus();
  await press(page, "Enter");
  assert.match(await focused(page), /^Really delete A coffee subscription\?$/);
  await press(page, "Enter");
  await page.locator("[data-map]").nth(1).waitFor({ state: "detached" });
  await holds("[data-map] .open", "one of two maps is deleted");
  await page.locator("[data-map] .bin").focus();
  await press(page, "Enter", "Enter");
  await page.locator("[data-map]").waitFor({ state: "detached" });
  await holds(".start .actions button", "the last map is deleted");
  assert.equal(tags.length, 12);
});
