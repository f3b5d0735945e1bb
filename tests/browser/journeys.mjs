// A small journey for the tests of the canvas, and how they look at it.

import { readFileSync } from "node:fs";

const touchpoint = (id, name, stage, x, y, more = {}) => ({ id, name, stage, position: { x, y }, ...more });

/// Two ways through three stages; every card stands where its stage is.
export const SMALL = {
  format: "desire-path", version: 1, title: "Small", currency: "EUR", period: "month",
  stages: [{ id: "notice", name: "Notice" }, { id: "choose", name: "Choose" }, { id: "buy", name: "Buy", phase: "at" }],
  segments: [{ id: "all", name: "All", volume: 1000, entry: { a: 1 } }],
  touchpoints: [
    touchpoint("a", "See the ad", "notice", 56, 120, { drop_off: { share: 0.2 } }),
    touchpoint("b", "Visit", "choose", 368, 120, { burdens: { effort: { assumed: 4 } }, drop_off: { share: 0.3 } }),
    touchpoint("c", "Sign up", "choose", 368, 320, { burdens: { effort: { assumed: 4 } }, drop_off: { share: 0.1 } }),
    touchpoint("d", "Pay", "buy", 680, 120, { drop_off: { share: 0.25 } }),
  ],
  outcomes: [{ id: "z", name: "Customer", kind: "success", position: { x: 704, y: 344 } }],
  transitions: [
    { id: "ab", from: "a", to: "b" }, { id: "bc", from: "b", to: "c" },
    { id: "bd", from: "b", to: "d" }, { id: "dz", from: "d", to: "z" },
  ],
};

export async function openJourney(page, journey = SMALL) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open a file" }).click(),
  ]);
  await chooser.setFiles({ name: "small.journey.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(journey)) });
  await page.locator('.saved[data-state="saved"]').waitFor({ state: "attached" });
  await page.locator(".card").first().waitFor();
  await settled(page);
}

/// Waits until the view rests.
export const settled = (page) => page.waitForFunction(async () => {
  const view = () => document.querySelector(".canvas").dataset.viewport + document.querySelectorAll(".card").length;
  const before = view();
  await new Promise((done) => setTimeout(done, 60));
  return view() === before;
});

export const place = (page, id) => page.locator(`[data-place="${id}"]`);
export const way = (page, id) => page.locator(`[data-transition="${id}"]`);

/// Where something is on the screen: its middle, or a share of its width and height.
export async function spot(locator, across = 0.5, down = 0.5) {
  const box = await locator.boundingBox();
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/// A place of the canvas where there is nothing.
export const nothing = (page) => page.evaluate(() => {
  const { left, top, right, bottom } = document.querySelector(".canvas").getBoundingClientRect();
  for (let y = top + 12; y < bottom; y += 12) {
    for (let x = left + 12; x < right; x += 12) {
      if (document.elementFromPoint(x, y)?.matches(".canvas, .column")) return { x, y };
    }
  }
  throw new Error("the canvas is full");
});

export const selected = (page) => page.evaluate(() =>
  [...document.querySelectorAll('[data-selected="true"]')]
    .map((element) => element.dataset.place ?? element.dataset.transition ?? element.dataset.stage).sort());

export const view = (page) => page.evaluate(() => {
  const [x, y, zoom] = document.querySelector(".canvas").dataset.viewport.split(" ").map(Number);
  return { x, y, zoom };
});

/// The open map as its file.
export async function file(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  return JSON.parse(readFileSync(await download.path(), "utf8"));
}

export const at = async (page, id) => {
  const map = await file(page);
  const { x, y } = [...map.touchpoints, ...map.outcomes].find((place) => place.id === id).position;
  return { x, y };
};

/// Waits for a value to become what is expected; the latest is in the message.
export async function becomes(look, expected, what) {
  let now;
  for (let turn = 0; turn < 60; turn++) {
    now = JSON.stringify(await look());
    if (now === JSON.stringify(expected)) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`${what}: expected ${JSON.stringify(expected)}, it is ${now}`);
}
