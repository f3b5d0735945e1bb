// Any number opens to its formula with the map's own values, and the terms combine to the number.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { SMALL, openJourney, place, way } from "./journeys.mjs";

const PRICED = {
  ...SMALL,
  segments: [{ id: "all", name: "All", volume: 1000, entry: { a: 1 } }, { id: "few", name: "Few", volume: 500, entry: { b: 1 } }],
  touchpoints: SMALL.touchpoints.map((one) => ({ ...one, cost_to_serve: 2, margin: 1, burdens: { time: { assumed: 5 } } })),
  outcomes: [{ ...SMALL.outcomes[0], value: 100 }],
};

const number = (words) => Number(/[-−]?[\d,]*\.?\d+/.exec(words.replaceAll("€", ""))[0].replaceAll(",", "").replace("−", "-"));

/// Opens the receipt of a number; what it says. The terms must combine to its number.
async function receipt(page, button, sums = true) {
  await button.click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator(".formula").waitFor();
  const said = await dialog.evaluate((dialog) => ({
    title: dialog.querySelector("h2").textContent,
    number: dialog.querySelector(".receipt-number").textContent,
    terms: [...dialog.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)),
    hints: [...dialog.querySelectorAll(".hint")].map((hint) => hint.textContent).join(" "),
  }));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  // Of nothing there is nothing to add.
  assert.ok(said.terms.length > 0 || number(said.number) === 0, `${said.title} has no terms`);
  assert.match(said.hints, /scores.*book.*The map as it is.*first outcome/s, said.title);
  if (sums) {
    const terms = said.terms.filter(([what]) => what !== "Together").map(([, words]) => number(words.split("=").at(-1)));
    const sum = terms.reduce((all, term) => all + term, 0);
    const whole = number(said.number);
    assert.ok(Math.abs(sum - whole) <= 0.02 * Math.abs(whole) + 0.6, `${said.title}: ${sum} is no ${said.number}: ${JSON.stringify(said.terms)}`);
  }
  return said;
}

const chip = (page, name) => page.locator(".insight-nav .chip").getByText(name, { exact: true }).click();
const fact = (page, what) => page.locator(".fact", { hasText: what }).locator("button");

journey("the numbers of the inspector open to their terms", async ({ page }) => {
  await openJourney(page, PRICED);
  await page.locator("select[aria-label='Segment']").selectOption({ label: "All" });
  await place(page, "b").click();
  const visits = await receipt(page, fact(page, "visits a month"));
  assert.deepEqual(visits.terms[0], ["See the ad →", "1,000 visits × 80.0000 % = 800"]);
  const leave = await receipt(page, fact(page, "leave here"), false);
  assert.ok(leave.terms.some(([what]) => what === "Hazard"), JSON.stringify(leave.terms));
  await receipt(page, fact(page, "still to come"));
  await receipt(page, fact(page, "leaks"));
  await way(page, "bd").focus();
  await page.keyboard.press("Space");
  await page.locator('[data-panel="transition"]').waitFor();
  for (const what of ["go this way", "passages", "carried"]) await receipt(page, page.locator(".fact button").nth(["go this way", "passages", "carried"].indexOf(what)));
  await place(page, "z").click();
  await page.locator('[data-panel="outcome"]').waitFor();
  await receipt(page, page.locator(".fact button").first());
});

journey("the numbers of every insight open to their terms, of one segment and of all", { timeout_ms: 180_000 }, async ({ page }) => {
  await openJourney(page, PRICED);
  await page.getByRole("tab", { name: "Insights" }).click();
  for (const segment of ["All segments", "All"]) {
    await page.locator("select[aria-label='Segment']").selectOption({ label: segment });
    for (const name of ["Drop-off", "Value flow", "Leak", "Sensitivity", "Paths"]) {
      await chip(page, name);
      const asked = page.locator('[data-panel="insights"] .asked');
      await asked.first().waitFor();
      const count = await asked.count();
      assert.ok(count > 0, name);
      for (let at = 0; at < Math.min(count, 9); at++) await receipt(page, asked.nth(at));
    }
    await chip(page, "Without it");
    await receipt(page, page.locator(".plot-rows .asked").first());
  }
});

journey("a row of numbers is chosen by its name, and its number by itself, with the keyboard too", async ({ page }) => {
  await openJourney(page, PRICED);
  await page.getByRole("tab", { name: "Insights" }).click();
  const row = page.locator(".bar-row").first();
  await row.locator(".asked").focus();
  await page.keyboard.press("Enter");
  await page.locator("dialog[open] .formula").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.className), "number asked");
  await row.locator(".choose").click();
  await page.locator('[data-panel="touchpoint"]').waitFor();
});
