// Present: full screen, a step at a time along the likeliest way to a success; nothing is edited by accident.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { violations } from "./axe.mjs";
import { until } from "./promises.mjs";
import { file, openJourney, place, selected, view } from "./journeys.mjs";

const heading = (page) => page.locator(".present h1");
const begin = async (page) => {
  await page.keyboard.press("Shift+P");
  await page.locator(".present .next:focus").waitFor();
};

for (const [screen, theme] of [["wide", "light"], ["wide", "dark"], ["narrow", "dark"]]) {
  journey(`a journey is presented step by step, ${screen} and ${theme}`, { screen, theme, allow: [/Content.Security|unsafe-eval/i] }, async ({ app, page }) => {
    await openJourney(page);
    const before = await view(page);
    await begin(page);
    assert.equal(await heading(page).textContent(), "Small");
    assert.ok(await page.locator("main[inert]").count(), "the map is inert");
    for (const name of ["See the ad", "Visit", "Pay"]) {
      await page.keyboard.press("ArrowRight");
      await page.locator(".present h1", { hasText: name }).waitFor();
      // Each step is announced.
      await page.locator("[aria-live]", { hasText: name }).first().waitFor({ state: "attached" });
    }
    assert.deepEqual(await selected(page), ["d"]);
    await until(async () => {
      const [card, foot] = [await place(page, "d").boundingBox(), await page.locator(".present").boundingBox()];
      return card.y >= 0 && card.y + card.height <= foot.y + 1;
    }, 10_000, "a card over the words");
    await app.shot(`present-${screen}-${theme}`);
    assert.deepEqual(await violations(page), []);
    // Beyond the last step there is nothing; no key but those of the steps does anything.
    await page.keyboard.press("ArrowRight");
    for (const key of ["Delete", "Backspace", "n", "Control+a", "Control+x", "Control+z", "x"]) await page.keyboard.press(key);
    await page.keyboard.press("Home");
    await page.locator(".present h1", { hasText: "Small" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".present").waitFor({ state: "detached" });
    assert.deepEqual(await view(page), before);
    assert.deepEqual(await selected(page), []);
    assert.equal((await file(page)).touchpoints.length, 4);
  });
}

journey("what is selected is the way that is presented", async ({ page }) => {
  await openJourney(page);
  await place(page, "a").click();
  await place(page, "c").click({ modifiers: ["Shift"] });
  await begin(page);
  await page.locator(".present .next").click();
  await page.locator(".present h1", { hasText: "See the ad" }).waitFor();
  await page.locator(".present .next").click();
  await page.locator(".present h1", { hasText: "Sign up" }).waitFor();
  await page.getByRole("button", { name: "End" }).click();
  await page.locator(".present").waitFor({ state: "detached" });
  assert.deepEqual(await selected(page), ["a", "c"]);
});
