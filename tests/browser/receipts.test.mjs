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
  // A spread is a root, a share that is covered a quotient, and lifetime value says more than its sum.
  if (sums && !/^(Spread|Paths|Lifetime|Value at stake with|Measure next)/.test(said.title)) {
    const terms = said.terms.filter(([what]) => what !== "Together").map(([, words]) => number(words.split("=").at(-1)));
    const sum = terms.reduce((all, term) => all + term, 0);
    const whole = number(said.number);
    assert.ok(Math.abs(sum - whole) <= 0.02 * Math.abs(whole) + 0.6, `${said.title}: ${sum} is no ${said.number}: ${JSON.stringify(said.terms)}`);
  }
  return said;
}

const look = (page, name) => page.locator(".looks button", { hasText: name }).click();
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
    for (const name of ["Drop-off", "Value flow", "Leak", "Sensitivity", "Paths", "Segments", "Two views"]) {
      await chip(page, name);
      const asked = page.locator('[data-panel="insights"] .asked');
      await asked.first().waitFor();
      const count = await asked.count();
      assert.ok(count > 0, name);
      for (let at = 0; at < Math.min(count, 13); at++) await receipt(page, asked.nth(at));
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

journey("the spread, the traps and the segments say where they come from", async ({ page }) => {
  const trapped = {
    ...PRICED,
    touchpoints: [...PRICED.touchpoints, { id: "t", name: "Hold the line", stage: "buy", position: { x: 680, y: 480 } }],
    transitions: [...PRICED.transitions, { id: "ct", from: "c", to: "t" }, { id: "tt", from: "t", to: "t" }],
  };
  await openJourney(page, trapped);
  await page.getByRole("tab", { name: "Insights" }).click();
  const never = await receipt(page, page.locator("tr", { hasText: "Never leave" }).locator(".asked"));
  assert.deepEqual(never.terms.map(([what]) => what), ["All", "Few", "Together"]);
  await page.locator("select[aria-label='Segment']").selectOption({ label: "All" });
  const one = await receipt(page, page.locator("tr", { hasText: "Never leave" }).locator(".asked"));
  assert.match(one.terms[0][0], /^Sign up → Hold the line/);
  await chip(page, "Value flow");
  const spread = await receipt(page, fact(page, "spread"), false);
  // €120²: the squares add up to the square.
  const root = Math.sqrt(spread.terms.filter(([what]) => what !== "Together").reduce((sum, [, words]) => sum + number(words.split("=").at(-1)) ** 2, 0));
  assert.ok(Math.abs(root - number(spread.number)) < 0.02 * root, JSON.stringify(spread));
  await page.locator("select[aria-label='Segment']").selectOption({ label: "All segments" });
  await chip(page, "Segments");
  const few = page.locator("tr", { hasText: "Few" });
  const equity = await receipt(page, few.last().locator(".asked").last());
  assert.equal(equity.terms.length, 1);
  assert.match(equity.hints, /Few/);
});

journey("the tables and the journey view open their numbers, by key as by mouse", async ({ page }) => {
  await openJourney(page, PRICED);
  await look(page, "Table");
  await page.locator(".grid").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open] .formula").waitFor();
  assert.match(await page.locator("dialog[open] h2").textContent(), /^Leave here: See the ad/);
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.locator(".grid td.worked-out").first().dblclick();
  await page.locator("dialog[open] .formula").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await look(page, "Journey");
  await receipt(page, page.locator(".number-row .asked").first(), false);
  await receipt(page, page.locator(".number-row .asked").last());
});

journey("the flow view opens its numbers, and shows two segments on one scale", async ({ app, page }) => {
  await openJourney(page, PRICED);
  await look(page, "Flow");
  await page.locator(".flow-picture").waitFor();
  await receipt(page, page.locator(".flow-foot .asked"));
  await receipt(page, page.getByRole("button", { name: "Visit: 1,300" }));
  await page.getByRole("button", { name: "Visit: 1,300" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("dialog[open] .formula").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Value to us" }).click();
  // A level ribbon has no height by itself: it is met in its middle.
  const ribbon = page.locator(".ribbon path").first();
  const middle = await ribbon.evaluate((path) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
    return { x, y };
  });
  await receipt(page, { click: () => page.mouse.click(middle.x, middle.y) });
  await page.getByRole("button", { name: "Customers", exact: true }).click();
  await page.getByRole("button", { name: "Compare segments" }).click();
  const figures = page.locator(".flow-pictures figure");
  await figures.nth(1).waitFor();
  assert.deepEqual(await figures.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label"))), ["All", "Few"]);
  const spoken = await app.spoken();
  assert.deepEqual(spoken.filter((node) => node.role === "figure").map((node) => node.name), ["All", "Few"]);
  // One scale, the same places: 800 and 500 visits in bars of 8 to 5 that begin where the other does.
  const bars = (at) => figures.nth(at).locator('.bar[data-bar="b"] rect.first').evaluate((bar) => ["x", "y", "height"].map((name) => Number(bar.getAttribute(name))));
  const [[x, y, tall], [x2, y2, tall2]] = [await bars(0), await bars(1)];
  assert.deepEqual([x, y], [x2, y2]);
  assert.ok(Math.abs(tall2 / tall - 500 / 800) < 0.01, `${tall} ${tall2}`);
  await page.getByRole("button", { name: "As a table" }).click();
  const row = page.locator(".flow-table tr", { hasText: "Visit → Pay" });
  const said = await Promise.all([0, 1].map((at) => row.locator(".asked").nth(at).textContent()));
  const difference = await receipt(page, row.locator(".asked").nth(2));
  assert.deepEqual(difference.terms.map(([what]) => what), ["All", "Few"]);
  assert.deepEqual(difference.terms.map(([, words]) => Math.abs(number(words))), said.map(number));
  const few = await receipt(page, row.locator(".asked").nth(1));
  assert.match(few.hints, /Few/);
  // The same two as in the insight, which shows them from there, too.
  await page.getByLabel("compared with").selectOption({ label: "All" });
  await page.getByLabel("Segment", { exact: true }).last().selectOption({ label: "Few" });
  await page.locator('.flow-pictures figure:first-child[aria-label="Few"]').waitFor();
  await page.getByRole("button", { name: "Compare segments" }).click();
  await figures.first().waitFor({ state: "detached" });
});
