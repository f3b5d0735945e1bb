// The conventions of the canvas by touch: fingers as Chromium's own input, on a narrow screen.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { at, becomes, nothing, openJourney, place, selected, settled, spot, view } from "./journeys.mjs";

const by = (from, x, y) => ({ x: from.x + x, y: from.y + y });

/// Fingers on the screen: each is a list of places, all of the same length.
async function fingers(app, ...ways) {
  const cdp = await app.cdp();
  const send = (type, places) => cdp.send("Input.dispatchTouchEvent", {
    type, touchPoints: places.map(({ x, y }, id) => ({ x, y, id })),
  });
  await send("touchStart", ways.map((way) => way[0]));
  for (let step = 1; step < ways[0].length; step++) await send("touchMove", ways.map((way) => way[step]));
  return {
    lift: async () => {
      await send("touchEnd", []);
      await cdp.detach();
    },
  };
}

const line = (from, to, steps = 5) => Array.from({ length: steps + 1 }, (_, step) => ({
  x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps,
}));

async function swipe(app, from, to) {
  await (await fingers(app, line(from, to))).lift();
}

async function tap(app, at) {
  await (await fingers(app, [at])).lift();
}

journey("by touch: one finger pans and moves cards, two zoom, a long press opens the menu", { screen: "narrow" }, async ({ app, page }) => {
  await openJourney(page);
  const start = await view(page);
  const empty = { x: 195, y: 640 };
  await swipe(app, empty, by(empty, 30, 20));
  let now = await view(page);
  assert.ok(Math.abs(now.x - start.x - 30) < 1.5 && Math.abs(now.y - start.y - 20) < 1.5, "one finger pans");

  // Two fingers on cards: what was between them stays there, and nothing is selected.
  const [first, second] = [await spot(place(page, "a")), await spot(place(page, "d"))];
  await (await fingers(app, line(first, by(first, -60, 0)), line(second, by(second, 60, 0)))).lift();
  const wider = (second.x - first.x + 120) / (second.x - first.x);
  now = await view(page);
  assert.ok(Math.abs(now.zoom / start.zoom - wider) < 0.02, `two fingers zoom: ${now.zoom / start.zoom}, ${wider}`);
  assert.deepEqual(await selected(page), [], "and never select");

  // A card is moved after six pixels, not after five.
  await page.getByRole("button", { name: "Show all of the map" }).click();
  await settled(page);
  const { zoom } = await view(page);
  let from = await spot(place(page, "c"), 0.5, 0.8);
  await swipe(app, from, by(from, 5, 0));
  assert.deepEqual(await at(page, "c"), { x: 368, y: 320 });
  await tap(app, await nothing(page));
  await settled(page);
  from = await spot(place(page, "c"), 0.5, 0.8);
  await swipe(app, from, by(from, 0, 200 * zoom));
  await becomes(async () => (await at(page, "c")).y > 480, true, "a finger moves a card");
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(() => at(page, "c"), { x: 368, y: 320 }, "and it is one step of undo");

  // A tap selects.
  await tap(app, await nothing(page));
  await becomes(() => selected(page), [], "a tap on nothing selects nothing");
  await page.getByRole("button", { name: "Show all of the map" }).click();
  await settled(page);
  await tap(app, await spot(place(page, "b")));
  await becomes(() => selected(page), ["b"], "a tap selects");

  // Half a second opens the menu, which stays when the finger goes.
  await tap(app, await nothing(page));
  await becomes(() => selected(page), [], "nothing selected");
  await settled(page);
  const held = await fingers(app, [await spot(place(page, "a"))]);
  await page.getByRole("menu").waitFor();
  await held.lift();
  await page.getByRole("menuitem", { name: "Duplicate" }).tap();
  await page.locator(".card").nth(4).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
});

journey("by touch: cards are added, connected and removed; targets are large enough", { screen: "narrow" }, async ({ app, page }) => {
  await openJourney(page);
  await page.getByRole("button", { name: "Add a touchpoint" }).tap();
  await tap(app, await nothing(page));
  await page.locator(".naming").waitFor();
  await page.keyboard.type("Ask");
  await page.keyboard.press("Enter");
  await page.locator(".card").nth(4).waitFor();
  // A tap on the dot, a tap on the target; from afar, the dot is as large.
  await page.getByRole("button", { name: "Close" }).tap();
  await page.getByRole("button", { name: "Show all of the map" }).tap();
  await settled(page);
  const ask = page.locator(".card").filter({ hasText: "Ask" });
  const handle = await ask.locator(".handle").boundingBox();
  assert.ok(handle.width >= 39.5 && handle.height >= 39.5, `40 pixels on coarse pointers, not ${handle.width}`);
  await tap(app, await spot(ask.locator(".handle")));
  await tap(app, await spot(place(page, "z")));
  await page.locator("[data-transition]").nth(4).waitFor({ state: "attached" });
  await settled(page);
  const small = await page.evaluate(() => [...document.querySelectorAll("button, input, select, [role=button]")]
    .filter((element) => element.offsetParent !== null && !element.closest("[aria-hidden], .world, .headline"))
    // Numbers in the headline's sentence are as high as its line.
    .map((element) => ({ name: element.getAttribute("aria-label") ?? element.textContent, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < 24)
    .map(({ name, box }) => `${name.slice(0, 30)} ${box.width.toFixed(0)}×${box.height.toFixed(0)}`));
  assert.deepEqual(small, [], "every control on the screen is at least 24 pixels");
});

journey("by touch: two taps name a card, and add one where there is nothing", { screen: "narrow" }, async ({ app, page }) => {
  await openJourney(page);
  const twice = async (at) => {
    // Both in one go: two taps with a wait between them are two taps.
    const cdp = await app.cdp();
    const send = (type, places) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: places.map(({ x, y }) => ({ x, y, id: 0 })) });
    await Promise.all([send("touchStart", [at]), send("touchEnd", []), send("touchStart", [at]), send("touchEnd", [])]);
    await cdp.detach();
  };
  await twice(await spot(place(page, "a"), 0.5, 0.6));
  await place(page, "a").locator(".naming").waitFor();
  await page.keyboard.type("Hear of it");
  await page.keyboard.press("Enter");
  await place(page, "a").getByText("Hear of it").waitFor();
  await page.getByRole("button", { name: "Close" }).tap();
  await page.getByRole("button", { name: "Show all of the map" }).tap();
  await settled(page);
  await twice(await nothing(page));
  await page.locator(".naming").waitFor();
  await page.keyboard.type("Ask a friend");
  await page.keyboard.press("Enter");
  await page.locator(".card").nth(4).waitFor();
});
