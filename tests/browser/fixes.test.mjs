// Fixes and the budget: what the search says, how it is asked again, how it is ended.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey } from "./app.mjs";

const FILE = new URL("../../examples/journeys/current-account.json", import.meta.url);

// `cargo run --release --no-default-features --example report -- examples/journeys/current-account.json`,
// rounded to whole euros where a screen does: `budget.chosen` (gain, and value minus today), `by_gain`, `regret`, and the
// frontier's second point.
const REPORT = {
  chosen: "5 fixes for €88,200 gain €197,665 over 24 months: €109,465 after cost.",
  byGain: "128200,211021.7903",
  regret: "€30,254",
  point: { budget: "5800", says: "2 fixes for €5,800 gain " },
};

const number = (page, which) => page.locator(`[data-number="${which}"]`);
const says = (page, words) => number(page, "buys").filter({ hasText: words }).waitFor();
const current = (page) => page.getByText("Up to date.").waitFor();
const budget = (page) => page.getByLabel("Budget in all");

async function open(page) {
  await page.locator('[data-example="Opening a current account"] .open').click();
  await page.locator(".card").first().waitFor();
  await page.locator('.saved[data-state="saved"]').waitFor();
}

async function openFile(page, name, content) {
  const button = page.getByRole("button", { name: "Open a file…" });
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.click()]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
}

const clipboard = { context: { permissions: ["clipboard-read", "clipboard-write"] } };

journey("the budget buys what the report says, and a point of the frontier is another budget", clipboard, async ({ page }) => {
  await open(page);
  await page.keyboard.press("x");
  await says(page, REPORT.chosen);
  assert.equal(await page.locator("[data-proof]").getAttribute("data-proof"), "true");
  assert.match(await number(page, "regret").textContent(), new RegExp(REPORT.regret));
  const rows = await page.locator(".fix-row[data-chosen] b").allTextContents();
  assert.equal(rows.length, 5);
  assert.ok(rows.includes("Show the PIN in the app"));
  // Sign-up form, Verify identity, PIN letter, Support chatbot, Call centre, Fee change letter.
  assert.equal(await page.locator(".card[data-fixed]").count(), 6);

  // The table as a spreadsheet gets it: in full, without rounding.
  const beside = page.locator("section").filter({ has: page.getByRole("heading", { name: "Beside sorting" }) }).last();
  await beside.getByRole("button", { name: "Copy" }).click();
  await page.getByText("The table is on the clipboard.").waitFor();
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(csv.includes(`Sorted by gain,${REPORT.byGain}`), csv);

  // By keyboard; the number before stays, greyed, until the new one is there.
  const point = page.getByRole("button", { name: "Budget €5,800" });
  await point.focus();
  await page.keyboard.press("Enter");
  assert.equal(await budget(page).inputValue(), REPORT.point.budget);
  await page.locator(".answer[data-stale]").first().waitFor();
  await says(page, REPORT.point.says);
  await current(page);
  assert.equal(await page.getByRole("button", { name: "Budget €5,800" }).getAttribute("aria-pressed"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("class")), "point");

  await page.getByRole("button", { name: "Undo" }).first().click();
  assert.equal(await budget(page).inputValue(), "150000");
  await says(page, REPORT.chosen);

  // Tried on, and put back.
  await page.getByText("Try it: show all numbers").click();
  await number(page, "success").filter({ hasText: "5.5" }).waitFor();
  await page.getByText("All numbers are with 5 fixes").waitFor();
  await page.getByRole("button", { name: "Put back" }).click();
  await number(page, "success").filter({ hasText: "5.1" }).waitFor();
});

journey("a fix for a touchpoint is added, weighed, and taken back edit by edit", async ({ page }) => {
  await open(page);
  await page.locator(".card").filter({ hasText: "Verify identity" }).first().click();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("add a fix for");
  await page.keyboard.press("Enter");
  await page.locator('[data-panel="fix"] [data-name-field]:focus').waitFor();
  await page.keyboard.type("Let them scan at the till");
  await page.keyboard.press("Tab");
  await page.getByLabel("Costs once").fill("1000");
  await page.getByLabel("Effort, change").fill("-50");
  await page.getByLabel("Effort, change").press("Tab");
  await page.getByRole("button", { name: "All fixes" }).click();

  const row = page.locator(".fix-row:focus");
  await row.waitFor();
  assert.match(await row.textContent(), /Let them scan at the till.*Verify identity: −50%\seffort/);
  // Cheap and good: it is bought as well.
  await says(page, "6 fixes for €89,200");
  assert.equal(await row.getAttribute("data-chosen"), "true");

  // Its effect, its cost, its name, and then itself.
  const undo = () => page.getByRole("button", { name: "Undo" }).first().click();
  const fixes = page.locator(".fix-row");
  await undo();
  await fixes.filter({ hasText: "Let them scan at the till" }).filter({ hasNotText: "effort" }).waitFor();
  await undo();
  await undo();
  await fixes.filter({ hasText: "Unnamed" }).waitFor();
  await undo();
  assert.equal(await fixes.count(), 10);
  await says(page, REPORT.chosen);
});


journey("a long search says how far it is, and Cancel ends it", { timeout_ms: 120_000 }, async ({ page }) => {
  // Fixes that change weights have no bound: every set must be looked at.
  const file = JSON.parse(readFileSync(FILE, "utf8"));
  const ways = file.transitions.filter((way) => way.weight !== undefined).slice(0, 40);
  file.fixes = ways.map((way, at) => ({
    id: `f${at}`, name: `Fix ${at}`, cost_once: 1000 + 37 * at,
    effects: [{ touchpoint: way.from, burdens: { effort: 0.9, worry: 0.9 } }],
    weights: [{ transition: way.id, weight: way.weight * 1.1 }],
  }));
  file.budget = 20_000;
  await page.getByRole("button", { name: "New map" }).waitFor();
  await openFile(page, "many.journey.json", JSON.stringify(file));
  await page.locator(".card").first().waitFor();
  await page.keyboard.press("x");
  await page.getByText(/Searching… \d+%/).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The search was cancelled.").waitFor();
  await page.getByRole("button", { name: "Search again" }).click();
  await page.getByText(/Searching… \d+%/).waitFor();
  // The page answers meanwhile.
  await page.locator(".fix-row").first().click();
  await page.locator('[data-panel="fix"]').waitFor();
});
