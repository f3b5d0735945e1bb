// What assistive technology finds: axe over every screen, and the whole accessibility tree.

import assert from "node:assert/strict";
import { App, journey } from "./app.mjs";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { SMALL, openJourney, place, settled } from "./journeys.mjs";
import { until } from "./promises.mjs";

const states = [];

async function check(page, name) {
  const found = await violations(page);
  states.push(name);
  return found.map((line) => `${name}: ${line}`);
}

const map = async (page) => {
  await page.locator('[data-example="Opening a current account"] .open').click();
  await page.locator(".card").first().waitFor();
  await settled(page);
};

async function tour(screen, theme) {
  const app = new App({ screen, theme, allow: [/./] });
  const found = [];
  const see = async (page, name) => found.push(...(await check(page, `${screen} ${theme}: ${name}`)));
  try {
    await app.open();
    const { page } = app;
    await see(page, "start");
    await map(page);
    await see(page, "map");
    // On a narrow screen a map opens at its beginning.
    if (screen === "narrow") await page.keyboard.press("Shift+Digit1");
    await page.locator(".card").filter({ hasText: "Verify identity" }).first().click();
    await see(page, "touchpoint");
    if (screen === "wide") {
      await page.locator(".pill").first().click();
      await see(page, "outcome");
      await page.locator(".column .head").first().click();
      await see(page, "stage");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+a");
      await see(page, "several");
      await page.keyboard.press("Shift+F10");
      await page.getByRole("menu").waitFor();
      await see(page, "menu");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+'");
      await page.keyboard.press("Shift+Digit0");
      await see(page, "grid and minimap");
      await page.getByRole("tab", { name: "Insights" }).click();
      const chips = page.locator(".insight-nav .chip");
      for (const name of await chips.allTextContents()) {
        await chips.filter({ hasText: name }).first().click();
        await see(page, `insights: ${name}`);
      }
      await page.locator(".looks button", { hasText: "Flow" }).click();
      await page.getByRole("button", { name: "Compare segments" }).click();
      await page.locator(".flow-pictures figure").nth(1).waitFor();
      await page.getByRole("button", { name: "As a table" }).click();
      await page.locator(".flow-table").waitFor();
      await see(page, "two segments as flows");
      await page.locator(".looks button", { hasText: "Map" }).click();
      await page.locator("select.scenario").selectOption({ label: "New scenario…" });
      await page.getByRole("button", { name: "Side by side" }).click();
      await page.locator(".canvas.as-is").waitFor();
      await see(page, "scenario beside as is");
      await page.getByRole("button", { name: "Drop", exact: true }).click();
      await page.getByRole("tab", { name: "Findings" }).click();
      await see(page, "findings");
      await page.locator(".headline button").first().click();
      await page.getByRole("dialog").waitFor();
      await see(page, "receipt");
      await page.keyboard.press("Escape");
      await page.locator(".canvas").focus();
      for (const [key, name] of [["?", "keys"], ["Control+k", "palette"]]) {
        await page.keyboard.press(key);
        await page.getByRole("dialog").waitFor();
        await see(page, name);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      }
      const second = await app.newPage(new URL(page.url()).hash);
      await second.locator('.saved[data-state="bad"]').waitFor();
      await see(second, "read-only");
      await second.close();
    }
    await page.getByRole("button", { name: "All maps" }).click();
    await page.getByRole("button", { name: "New map" }).waitFor();
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open a file" }).click()]);
    await chooser.setFiles({ name: "picture.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n") });
    await page.locator(".notice.bad").waitFor();
    await see(page, "refused file");
    await page.getByRole("button", { name: "New map" }).click();
    await page.locator(".first-steps").waitFor();
    await see(page, "empty map");
    if (screen === "wide") {
      await page.keyboard.press("n");
      await page.locator(".naming").waitFor();
      await see(page, "naming");
      await page.keyboard.press("Escape");
    }
    // The app makes an element, and what never fails there fails: it stops, and the recovery screen comes.
    await page.evaluate(() => {
      const real = Document.prototype.createElement;
      Document.prototype.createElement = () => {
        Document.prototype.createElement = real;
        throw new DOMException("Made to fail by a test", "InvalidStateError");
      };
    });
    await page.keyboard.press("?");
    await page.locator("dialog.rescue[open]").waitFor();
    await see(page, "recovery");
  } finally {
    await app.close();
  }
  assert.equal(found.join("\n"), "");
}

for (const screen of ["wide", "narrow"]) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing on any screen, ${screen}, ${theme}`, { timeout: 120_000 }, () => tour(screen, theme));
  }
}
test("the tour saw at least twenty states", () => {
  console.log(`axe looked at ${states.length} states`);
  assert.ok(states.length >= 20);
});

/// The names of everything on the map that the accessibility tree holds, in its order.
async function spoken(app) {
  const all = await app.spoken();
  return all.filter(({ role, name }) => role === "button" && name).map(({ name }) => name);
}

journey("every card, arrow and stage is in the accessibility tree once, in flow order, with its numbers", async ({ app, page }) => {
  await openJourney(page);
  const expected = [
    /^Stage Notice$/, /^Stage Choose$/, /^Stage Buy,? purchase$/,
    /^From See the ad to Visit, 80\s?%$/, /^From Visit to Sign up, 35\s?%$/, /^From Visit to Pay, 35\s?%$/, /^From Pay to Customer, 75\s?%$/,
    /^See the ad, stage Notice, 20\s?% drop-off, 1,000 visits, goes on to Visit 80\s?%$/,
    /^Visit, stage Choose, 30\s?% drop-off, friction [\d.]+, 800 visits, goes on to Sign up 35\s?%, goes on to Pay 35\s?%$/,
    /^Sign up, stage Choose, 100\s?% drop-off, friction [\d.]+, 280 visits$/,
    /^Pay, stage Buy, 25\s?% drop-off, 280 visits, goes on to Customer 75\s?%$/,
    /^Customer, 21\s?% of entrants, outcome$/,
  ];
  const verify = async (when) => {
    const names = await spoken(app);
    const at = expected.map((pattern) => {
      const found = names.flatMap((name, at) => (pattern.test(name) ? [at] : []));
      assert.equal(found.length, 1, `${when}: ${pattern} once, not ${found.length} times, in\n${names.join("\n")}`);
      return found[0];
    });
    assert.deepEqual(at, at.toSorted((a, b) => a - b), `${when}: in flow order`);
  };
  await until(async () => {
    const names = await spoken(app);
    return expected.every((pattern) => names.some((name) => pattern.test(name)));
  }, 20_000, "all of it, described");
  await verify("as opened");
  // What is not drawn is said all the same.
  await page.locator(".canvas").focus();
  for (let step = 0; step < 9; step++) await page.keyboard.press("+");
  for (let step = 0; step < 12; step++) await page.keyboard.press("ArrowLeft");
  await page.locator(".away").first().waitFor({ state: "attached" });
  await verify("from near");
  // 200 ms after an edit, nothing that is said is old.
  await page.keyboard.press("Shift+Digit1");
  await place(page, "a").click();
  await page.getByRole("textbox", { name: "Known drop-off %" }).fill("50");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(200);
  const names = await spoken(app);
  assert.ok(names.some((name) => /^Pay, .* 175 visits/.test(name)), names.join("\n"));
  assert.ok(names.some((name) => /^See the ad, .*50\s?% drop-off/.test(name)));
  assert.equal(SMALL.touchpoints.length, 4);
});
