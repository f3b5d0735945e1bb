// The other looks at the same map: journey view, flow view, table.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";

const open = async (page, name) => {
  await page.getByRole("button", { name }).first().click();
  await page.locator(".card").first().waitFor();
};
const look = (page, name) => page.locator(".looks button", { hasText: name }).click();
const success = (page) => page.locator('[data-number="success"]').textContent();

journey("the table is typed into like a spreadsheet, and takes rows from one", { context: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page }) => {
  await open(page, /coffee/i);
  const before = await success(page);
  const count = await page.locator(".card").count();
  await page.keyboard.press("Shift+T");
  const grid = page.getByRole("grid");
  await grid.waitFor();
  const cell = (row, column) => page.locator(`#cell-${row}-${column}`);

  // Typing replaces, Enter goes down, Escape leaves as it was, arrows walk.
  await cell(0, 0).click();
  const name = await cell(0, 0).textContent();
  await page.keyboard.type("Another name");
  await page.keyboard.press("Escape");
  assert.equal(await cell(0, 0).textContent(), name);
  await page.keyboard.type("Another name");
  await page.keyboard.press("Enter");
  assert.equal(await cell(0, 0).textContent(), "Another name");
  assert.equal(await grid.getAttribute("aria-activedescendant"), "cell-1-0");
  await page.keyboard.press("Control+z");
  assert.equal(await cell(0, 0).textContent(), name);

  // What can't be taken is said, and the cell keeps what it had.
  const effort = 7;
  await cell(1, effort).click();
  const kept = await cell(1, effort).textContent();
  await page.keyboard.type("99");
  await page.keyboard.press("Enter");
  await page.locator(".notice", { hasText: "above 10" }).waitFor();
  assert.equal(await cell(1, effort).textContent(), kept);
  await cell(1, effort).click();
  await page.keyboard.type("9,5");
  await page.keyboard.press("Tab");
  assert.equal(await cell(1, effort).textContent(), "9.5");
  assert.notEqual(await success(page).catch(() => before), undefined);

  // A block from a spreadsheet goes below the last row: as touchpoints, in one edit.
  await cell(count, 0).click().catch(() => {});
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Home");
  await page.evaluate(() => navigator.clipboard.writeText("Wait for the parcel\tUse\tDirect mail\nOpen the parcel\tUse\tDirect mail"));
  const rows = Number(await grid.getAttribute("aria-rowcount"));
  await page.keyboard.press("Control+v");
  await page.locator(".notice", { hasText: "6 cells pasted" }).waitFor();
  assert.equal(Number(await grid.getAttribute("aria-rowcount")), rows + 2);
  await page.keyboard.press("Control+z");
  assert.equal(Number(await grid.getAttribute("aria-rowcount")), rows);

  // Copying a block and pasting it elsewhere is what a spreadsheet does.
  await cell(0, 0).click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+c");
  await page.locator(".notice", { hasText: "on the clipboard" }).first().waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.trim().split("\t")[0], name);

  // The transitions have a table of their own.
  await page.getByRole("button", { name: "Transitions" }).click();
  await page.locator("th", { hasText: "Probability" }).waitFor();
  await page.keyboard.press("Shift+M");
  await page.locator(".card").first().waitFor();
});

journey("the journey view is the map as a sheet that is edited in place", async ({ page }) => {
  await open(page, /current account/i);
  const before = await success(page);
  await look(page, "Journey");
  const sheet = page.locator("table.sheet");
  await sheet.waitFor();
  assert.equal(await page.locator("th[data-column]").count(), 37);
  assert.equal(await page.locator(".sheet .stages th[scope=colgroup]").count() >= 7, true);
  const worry = page.getByRole("textbox", { name: "Worry, Verify identity" });
  await worry.fill("1");
  await worry.press("Enter");
  await page.waitForFunction((before) => document.querySelector('[data-number="success"]').textContent !== before, before);
  await page.keyboard.press("Control+z");
  await page.locator(".sheet-bar select").selectOption({ label: "Most probable path" });
  await page.waitForFunction(() => document.querySelectorAll("th[data-column]").length < 37);
  const columns = await page.locator("th[data-column]").count();
  assert.ok(columns >= 3, `${columns} columns`);

  // Printed, it comes in bands of so many columns.
  await page.locator(".sheet-bar select").selectOption({ label: "All stages" });
  await page.evaluate(() => {
    window.print = () => {
      window.__printed = [document.querySelectorAll("table.sheet").length, document.querySelector(".sheet-view").dataset.paper];
      window.dispatchEvent(new Event("afterprint"));
    };
  });
  await page.getByRole("button", { name: "Print A4" }).click();
  await page.waitForFunction(() => window.__printed);
  assert.deepEqual(await page.evaluate(() => window.__printed), [5, "a4"]);
  await page.waitForFunction(() => document.querySelectorAll("table.sheet").length === 1);

  // So it does from the browser's own menu; and its headline is not cut.
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.waitForFunction(() => document.querySelectorAll("table.sheet").length === 5);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.waitForFunction(() => document.querySelectorAll("table.sheet").length === 1);
  assert.ok(await page.locator(".sheet-view .headline").evaluate((said) => said.scrollHeight <= said.clientHeight), "the headline is whole");
});

journey("at 200 % a large map is opened where its names and numbers can be read", { context: { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 } }, async ({ page }) => {
  await open(page, /current account/i);
  await page.waitForFunction(() => Number(document.querySelector(".canvas").dataset.viewport.split(" ")[2]) >= 0.4);
  const card = page.locator(".card").filter({ hasText: "Social ad" });
  assert.match(await card.locator(".figure b").textContent(), /%/);
  const [tall, high] = await card.locator(".figure b").evaluate((number) => [number.getBoundingClientRect().height, document.querySelector(".dock").getBoundingClientRect().height]);
  assert.ok(tall >= 9, `the number is ${tall} px high`);
  assert.ok(high <= 60, `legend and zoom take ${high} px`);
});

journey("the flow view draws every way, says exact amounts, and its parts sum", async ({ page }) => {
  await open(page, /current account/i);
  await look(page, "Flow");
  await page.locator(".flow-picture").waitFor();
  assert.equal(await page.locator(".bar[data-bar]").count(), 41);
  assert.ok((await page.locator(".ribbon").count()) > 70);
  assert.match(await page.locator(".flow-foot .sum").textContent(), /^✓ 10,000 enter = .* reach an outcome \+ .* leave/);
  const bar = page.locator('.bar[aria-label^="Verify identity"]');
  await bar.focus();
  assert.match(await page.locator(".told").textContent(), /^Verify identity: 2,866/);
  await page.keyboard.press("Enter");
  await page.locator('.panel[data-panel="touchpoint"]').waitFor();
  await page.getByRole("button", { name: "Value to us" }).click();
  assert.match(await page.locator(".flow-foot .sum").textContent(), /^✓ €67,194 in all/);
});
