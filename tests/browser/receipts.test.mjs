// Any number opens to its formula with the map's own values, and the terms combine to the number.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { SMALL, openJourney, place, way } from "./journeys.mjs";
import { number, agree, combines, receipts, close, receipt } from "./receipts.mjs";

const PRICED = {
  ...SMALL,
  segments: [{ id: "all", name: "All", volume: 1000, entry: { a: 1 } }, { id: "few", name: "Few", volume: 500, entry: { b: 1 } }],
  touchpoints: SMALL.touchpoints.map((one) => ({ ...one, cost_to_serve: 2, margin: 1, burdens: { time: { assumed: 5 } } })),
  outcomes: [{ ...SMALL.outcomes[0], value: 100 }],
};

const look = (page, name) => page.locator(".looks button", { hasText: name }).click();
const chip = (page, name) => page.locator(".insight-nav .chip").getByText(name, { exact: true }).click();
const fact = (page, what) => page.locator(".fact", { hasText: what }).locator("button");

journey("the numbers of the inspector open to their terms", async ({ page }) => {
  await openJourney(page, PRICED);
  await page.locator("select[aria-label='Segment']").selectOption({ label: "All" });
  await place(page, "b").click();
  const visits = await receipt(page, fact(page, "visits a month"));
  assert.deepEqual(visits.terms[0], ["See the ad →", "1,000 visits × 80.0000% = 800"]);
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
  await row.locator(".number.asked").focus();
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

const act = "Where its numbers come from";

/// Presses the key of the receipts of what is selected; what they say.
async function asked(page) {
  await page.keyboard.press("w");
  const all = await close(page);
  all.forEach(combines);
  return all;
}

journey("all that a card, an outcome and an arrow show opens by key and from the menu", async ({ page }) => {
  await openJourney(page, PRICED);
  await place(page, "b").click();
  const card = place(page, "b");
  const figure = { 1: "Drop-off", 2: "Friction", 3: "Value to go", 4: "Leak", 5: "Evidence" };
  for (const [key, title] of Object.entries(figure)) {
    await page.keyboard.press(key);
    await page.waitForFunction((key) => document.querySelector("select.overlays").value === String(key - 1), key);
    const [first, visits, leavers] = await asked(page);
    assert.match(first.title, new RegExp(`^${title}: Visit`));
    agree(await card.locator(".figure b").textContent(), first.number, title);
    agree(await card.locator(".visits").textContent(), visits.number, "visits");
    assert.match(leavers.title, /^Leave here/);
    assert.match(first.hints, /scores.*book.*The map as it is/s);
  }
  await card.click({ button: "right" });
  await page.getByRole("menuitem", { name: act }).click();
  assert.equal((await close(page)).length, 3);
  await place(page, "z").click();
  const [reached] = await asked(page);
  agree(await place(page, "z").locator("small").textContent(), reached.number, "an outcome");
  await way(page, "bd").focus();
  await page.keyboard.press("Space");
  await page.locator('[data-panel="transition"]').waitFor();
  const [share, flow] = await asked(page);
  agree(await way(page, "bd").locator(".arrow-label").textContent(), share.number, "an arrow");
  assert.match(flow.title, /^Passages/);
  // Of several it is folded, the first one open, and by keyboard the others, too.
  await page.keyboard.press("w");
  await page.locator(".receipt[open]").waitFor();
  await page.locator(".receipt summary:focus").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".receipt[open]").length === 2);
  await close(page);
  await page.keyboard.press("?");
  await page.locator("dialog[open] tr", { hasText: act }).getByText("W", { exact: true }).waitFor();
});

const ODD = {
  ...PRICED,
  touchpoints: [
    ...PRICED.touchpoints.map((one) => (one.id === "d" ? { ...one, burdens: { effort: { assumed: 9 } }, drop_off: { share: 0.01 } } : one)),
    { id: "t", name: "Hold the line 25", stage: "buy", position: { x: 680, y: 480 } },
  ],
  transitions: [
    ...PRICED.transitions.map((one) => (one.id === "ab" ? { ...one, probability: 0.75 } : one)),
    { id: "ct", from: "c", to: "t" }, { id: "tt", from: "t", to: "t" },
  ],
};

journey("the numbers in sentences open, and their rows lead where they did", async ({ page }) => {
  await openJourney(page, ODD);
  await page.getByRole("tab", { name: "Findings" }).click();
  await page.locator(".finding").first().waitFor();
  const row = (words) => page.locator(".finding", { hasText: words });
  const trap = await receipt(page, row("never leave").locator(".asked"));
  assert.deepEqual(trap.terms.map(([what]) => what), ["All", "Few", "Together"]);
  const explained = row("explain more");
  const computed = await receipt(page, explained.locator(".asked").nth(0));
  assert.match(computed.title, /^Drop-off: Pay/);
  await receipt(page, explained.locator(".asked").nth(1));
  const scale = await receipt(page, explained.locator(".asked").nth(2));
  const [[, observed], [, hazard]] = scale.terms;
  assert.ok(Math.abs(number(observed) / number(hazard) - number(scale.number)) < 0.002, JSON.stringify(scale));
  const below = row("below 1");
  assert.deepEqual((await receipt(page, below.locator(".asked").nth(0), false)).terms, [["Visit", "0.75"]]);
  assert.equal(number((await receipt(page, below.locator(".asked").nth(1))).number), 25);
  // By keyboard: the row first, then each of its numbers.
  await below.locator(".choose").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.match((await close(page))[0].title, /^Sum of the probabilities/);
  await below.click({ position: { x: 40, y: 14 } });
  await page.locator('[data-panel="touchpoint"]').waitFor();
  // The same where it is.
  assert.equal(number((await receipt(page, page.locator(".callout .asked").nth(1))).number), 25);
});

journey("what the best fixes cost, gain and net, and what the blind spot costs, opens in the sentences", async ({ page }) => {
  await page.locator('[data-example="Opening a current account"] .open').click();
  await page.locator(".card").first().waitFor();
  await page.keyboard.press("x");
  await page.getByText("Up to date.").waitFor();
  const buys = page.locator('[data-number="buys"] .asked');
  assert.equal(await buys.count(), 3);
  for (let at = 0; at < 3; at++) await receipt(page, buys.nth(at));
  const regret = await receipt(page, page.locator('[data-number="regret"] .asked'));
  assert.deepEqual(regret.terms.map(([what]) => what), ["Best set", "By the company's view"]);
  // In the tables, names and what is missing are no buttons; every number is one.
  const cells = page.locator(".rest tbody td:not([colspan])");
  const plain = await cells.evaluateAll((all) => all.filter((cell) => /€/.test(cell.textContent) && !cell.querySelector(".asked")).length);
  assert.equal(plain, 0);
});

journey("every number of the comparison of a scenario opens, over the comparison", async ({ page }) => {
  await openJourney(page, PRICED);
  await page.locator("select.scenario").selectOption({ label: "New scenario…" });
  await page.locator(".scenario-bar").waitFor();
  await place(page, "c").click();
  await page.keyboard.press("Delete");
  await place(page, "c").waitFor({ state: "detached" });
  await page.keyboard.press("Shift+B");
  const compared = page.locator("table.compared");
  await compared.waitFor();
  const rows = await compared.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  assert.equal(rows.length, 5);
  let opened = 0;
  for (const [at, row] of rows.entries()) {
    for (const [column, words] of row.entries()) {
      if (column === 0 || words === "–") continue;
      const button = compared.locator("tbody tr").nth(at).locator("td").nth(column).locator(".asked");
      await button.click();
      const [said] = await close(page);
      combines(said);
      if (column === 3) {
        assert.deepEqual(said.terms.map(([what]) => what), ["To be 1", "As is"]);
        agree(words.replace("+", ""), said.number, said.title);
      } else {
        agree(words, said.number, said.title);
        assert.match(said.hints, column === 1 ? /The map as it is/ : /Scenario “To be 1”/);
      }
      // The comparison is still there, with the focus on the number.
      assert.ok(await button.evaluate((button) => button === document.activeElement), `${row[0]}, ${column}`);
      opened += 1;
    }
  }
  assert.ok(opened > 10, `${opened} opened`);
  // Touchpoints are named as they were: the one that is gone in the scenario, too.
  await page.keyboard.press("Escape");
  await compared.waitFor({ state: "detached" });
  await page.locator("select[aria-label='Segment']").selectOption({ label: "All" });
  await page.keyboard.press("Shift+B");
  const leave = compared.locator("tbody tr", { hasText: "Leave on the way" }).locator(".asked");
  const named = async (number) => {
    await number.click();
    const [said] = await close(page);
    return said.terms.map(([what]) => what);
  };
  const [was, is] = [await named(leave.nth(0)), await named(leave.nth(1))];
  assert.ok(was.includes("Sign up"), was.join("; "));
  assert.ok(!is.includes("Sign up"), is.join("; "));
  await page.keyboard.press("Escape");
  await compared.waitFor({ state: "detached" });
});

journey("while it is presented its numbers open, and the keys of the steps wait", async ({ page }) => {
  await openJourney(page, PRICED);
  await page.keyboard.press("Shift+P");
  await page.locator(".present .next:focus").waitFor();
  const facts = page.locator(".facts-said .asked");
  assert.equal(await facts.count(), 3);
  for (let at = 0; at < 3; at++) await receipt(page, facts.nth(at));
  await page.keyboard.press("ArrowRight");
  await page.locator(".present h1", { hasText: "See the ad" }).waitFor();
  const count = await facts.count();
  assert.ok(count > 2, `${count} numbers`);
  for (let at = 0; at < count; at++) await receipt(page, facts.nth(at), at !== 1);
  // By keyboard: the numbers come before the steps' buttons.
  await page.locator(".present .previous").focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await receipts(page).locator(".formula").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  await close(page);
  assert.equal(await page.locator(".present h1").textContent(), "See the ad");
  assert.ok(await facts.last().evaluate((number) => number === document.activeElement), "the focus is back on the number");
  await page.keyboard.press("w");
  assert.equal((await close(page)).length, 3);
  await page.keyboard.press("ArrowRight");
  await page.locator(".present h1", { hasText: "Visit" }).waitFor();
  // The number that had the focus is gone; the keys go on where the steps are turned.
  await page.locator(".present .next:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".present").waitFor({ state: "detached" });
});
