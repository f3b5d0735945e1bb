// What a journey is worth, why it is lost and how sure that is: the panels say what the report says.
// The numbers come from `cargo run --release --no-default-features --example report --
// examples/journeys/current-account.json`; per entrant there, times its 10,000 entrants here.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { journeyOf, openMap, until } from "./promises.mjs";

const money = (text) => Number(text.replace(/[^0-9.\-−+]/g, "").replace("−", "-"));
const chip = (page, name) => page.locator(".insight-nav .chip").getByText(name, { exact: true }).click();
const fact = (page, what) => page.locator(".fact", { hasText: what }).locator("b").textContent();

async function open(page) {
  await page.locator('[data-example="Opening a current account"] .open').click();
  await page.locator(".card").first().waitFor();
  await page.locator('.saved[data-state="saved"]').waitFor({ state: "attached" });
  await page.getByRole("tab", { name: "Insights" }).click();
}

/// The rows of the first plot that has any: `[name, number, …]`.
const rows = (page, at = 0) => page.locator(".plot-rows").nth(at).evaluate((plot) =>
  [...plot.querySelectorAll(".plot-row")].map((row) => [
    row.querySelector(".what > span").textContent,
    ...[...row.querySelectorAll(".number")].map((number) => number.lastChild.textContent),
  ]));

const stands = (page, state) => page.locator(`.errand[data-errand="${state}"]`).waitFor();

/// One more minute at a touchpoint, by its slider.
async function worsen(page, name) {
  await page.locator(".card").filter({ hasText: name }).first().click();
  const slider = page.locator(".score input[type=range]").first();
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tab", { name: "Insights" }).click();
}

journey("segments, views and removals say what the report says", async ({ page }) => {
  await open(page);
  await chip(page, "Segments");
  // lifetime_value.organisation 6.841103504, .equity.organisation 68411.035, value 6.719350682
  assert.equal(await fact(page, "first journey"), "€6.72");
  assert.equal(await fact(page, "lifetime value"), "€6.84");
  assert.equal(await fact(page, "customer equity"), "€68,411");
  const table = await page.locator(".table tbody tr").allTextContents();
  assert.deepEqual(table, [
    "First account6,5005.5%1.1%", "Switchers3,5004.3%1.5%", "First account€7.88€8.02€52,151", "Switchers€4.56€4.65€16,260",
  ]);
  await page.locator(".fact button", { hasText: "€68,411" }).click();
  const receipt = page.locator("dialog[open]");
  assert.match(await receipt.textContent(), /6,500 enter × €8\.02.*3,500 enter × €4\.65/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "To customers" }).click();
  assert.equal(await fact(page, "customer equity"), "€217,427");
  await page.getByRole("button", { name: "To us" }).click();

  await chip(page, "Without it");
  const [first] = await rows(page);
  // removal_rerouted of "verify": could_go, change.organisation 4.869856953; 20 of 37 could go
  assert.equal(first[0], "Verify identity");
  assert.equal(money(first[2]), 48_699);

  await chip(page, "Two views");
  // perspectives.blind_spot.organisation 0.4439996582, difference.success -0.0020984
  assert.equal(await fact(page, "blind spot"), "+€4,440");
  assert.match(await page.locator(".table").first().textContent(), /5\.0916%5\.3015%−0\.21\spp/);
  const [worst] = await rows(page);
  assert.deepEqual([worst[0].slice(0, 4), worst[1]], ["Move", "+6.1\u00a0pp"]);

  await chip(page, "How sure");
  // intervals.success 0.049537239 to 0.052295352, by 2,000 draws 0.049604604 to 0.052359739
  assert.equal((await rows(page))[0][1], "4.95% – 5.23%");
  await page.getByRole("button", { name: "Draw 2,000 journeys" }).click();
  await stands(page, "fresh");
  assert.deepEqual((await rows(page))[0].slice(1), ["4.95% – 5.23%", "4.96% – 5.24%"]);
  await page.locator(".histogram").first().waitFor();
});

journey("the loss ledger sums, and fades while it is out of date", async ({ page }) => {
  await open(page);
  await chip(page, "Loss ledger");
  await stands(page, "fresh");
  // ledger.total.organisation 22.201365425; by_burden worry 7.7175, effort 7.1705, time 7.0682, money 0.2451
  assert.equal(await fact(page, "lost a month"), "€222k");
  assert.deepEqual(await rows(page), [
    ["Worry", "€77,175"], ["Effort", "€71,705"], ["Time", "€70,682"], ["Money", "€2,451"], ["Sum", "€222,014"],
  ]);
  for (const split of ["Owner", "Stage", "Hand-off", "Touchpoint"]) {
    const before = JSON.stringify(await rows(page));
    await chip(page, split);
    await until(async () => JSON.stringify(await rows(page)) !== before, 20_000, split);
    await stands(page, "fresh");
    const all = await rows(page);
    const sum = all.slice(0, -1).reduce((sum, row) => sum + money(row[1]), 0);
    assert.ok(Math.abs(sum - 222_014) <= all.length, `${split}: ${sum}`);
    assert.equal(all.at(-1)[1], "€222,014");
    // Where it shows sums to the same.
    if (split === "Touchpoint") assert.equal(all.at(-1)[2], "€222,014");
  }
  const before = await rows(page);
  await page.evaluate(() => {
    window.__stands = [];
    new MutationObserver(() => {
      const [line, frame] = [".errand", ".outdated"].map((part) => document.querySelector(part));
      const now = line && `${line.dataset.errand} ${frame.classList.contains("old")}`;
      if (now && window.__stands.at(-1) !== now) window.__stands.push(now);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await worsen(page, "Verify identity");
  await until(async () => (await rows(page)).at(-1)[1] !== "€222,014", 20_000, "another ledger");
  await stands(page, "fresh");
  const seen = await page.evaluate(() => window.__stands);
  assert.ok(seen.includes("old true") && seen.includes("working true"), `old numbers were marked: ${seen}`);
  assert.equal(seen.at(-1), "fresh false");
  assert.notDeepEqual(await rows(page), before);
  // Taken back, the old numbers hold again.
  await page.keyboard.press("Control+z");
  await until(async () => JSON.stringify(await rows(page)) === JSON.stringify(before), 20_000, "the first ledger");
  await stands(page, "fresh");
});

journey("a ledger that takes long is ended at once and worked out when it is asked for again", async ({ page }) => {
  await openMap(page, journeyOf(300, "Large"));
  await page.getByRole("tab", { name: "Insights" }).click();
  await chip(page, "Loss ledger");
  await stands(page, "fresh");
  const before = await rows(page);
  await chip(page, "Touchpoint");
  await page.locator(".errand button", { hasText: "Cancel" }).click();
  await stands(page, "ended");
  // What is known stays, faded.
  assert.ok(await page.locator(".outdated.old").first().isVisible());
  assert.deepEqual(await rows(page), before);
  await page.getByRole("button", { name: "Work it out" }).click();
  await stands(page, "working");
  await stands(page, "fresh");
  const all = await rows(page);
  assert.ok(all.length > 20 && /others/.test(all.at(-2)[0]), JSON.stringify(all.slice(-3)));
});
