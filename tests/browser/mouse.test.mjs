// The conventions of the canvas by mouse: real input events, in the order of tests/conventions.md.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { at, becomes, file, openJourney, place, selected, settled, spot, view, way } from "./journeys.mjs";

async function drag(page, from, to, { button = "left", held = [], steps = 6, rest = 0 } = {}) {
  for (const key of held) await page.keyboard.down(key);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  await page.mouse.move(to.x, to.y, { steps });
  if (rest) await page.waitForTimeout(rest);
  await page.mouse.up({ button });
  for (const key of held) await page.keyboard.up(key);
}

const by = (from, x, y) => ({ x: from.x + x, y: from.y + y });
const undo = (page) => page.keyboard.press("Control+z");

journey("by mouse: the view is panned and zoomed", async ({ page }) => {
  await openJourney(page);
  const empty = by(await spot(place(page, "a")), 0, 200);
  const moves = async (act, what, look) => {
    const before = await view(page);
    await act();
    await page.waitForTimeout(40);
    const after = await view(page);
    assert.ok(look(before, after), `${what}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`);
  };
  const panned = (x, y) => (a, b) => Math.abs(b.x - a.x - x) < 1 && Math.abs(b.y - a.y - y) < 1 && a.zoom === b.zoom;
  await moves(() => drag(page, empty, by(empty, 40, 30), { held: [" "] }), "Space drag", panned(40, 30));
  await moves(() => drag(page, empty, by(empty, -40, -30), { button: "middle" }), "middle drag", panned(-40, -30));
  await page.keyboard.press("h");
  await moves(() => drag(page, empty, by(empty, 25, 0)), "the hand", panned(25, 0));
  await page.keyboard.press("v");
  await moves(() => drag(page, empty, by(empty, 25, 0)), "select does not pan", panned(0, 0));
  await page.mouse.move(empty.x, empty.y);
  await moves(() => page.mouse.wheel(0, 50), "wheel", panned(0, -50));
  await page.keyboard.down("Shift");
  await moves(() => page.mouse.wheel(0, 50), "Shift wheel", panned(-50, 0));
  await page.keyboard.up("Shift");
  await page.keyboard.down("Control");
  await moves(() => page.mouse.wheel(0, -2000), "Ctrl wheel, one capped step", (a, b) => b.zoom > a.zoom && b.zoom / a.zoom < 1.3);
  for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, -2000);
  await becomes(async () => (await view(page)).zoom, 4, "zoom ends at 400 %");
  await page.keyboard.up("Control");
  await page.getByRole("button", { name: "Show all of the map" }).click();
  await page.getByRole("button", { name: "Zoom to 100%" }).click();
  await becomes(async () => (await view(page)).zoom, 1, "100 %");
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await settled(page);
  const map = page.locator(".minimap");
  await map.waitFor();
  await moves(async () => drag(page, await spot(map, 0.3, 0.5), await spot(map, 0.7, 0.5)), "minimap", (a, b) => b.x < a.x - 50);
});

journey("by mouse: clicks and frames select", async ({ page }) => {
  await openJourney(page);
  await place(page, "a").click();
  assert.deepEqual(await selected(page), ["a"]);
  await place(page, "b").click({ modifiers: ["Shift"] });
  await place(page, "d").click({ modifiers: ["Control"] });
  assert.deepEqual(await selected(page), ["a", "b", "d"]);
  await place(page, "b").click({ modifiers: ["Shift"] });
  assert.deepEqual(await selected(page), ["a", "d"]);
  const corner = by(await spot(place(page, "a"), 0, 0), -10, -10);
  const middle = await spot(place(page, "b"), 0.5, 1.1);
  await drag(page, corner, middle);
  await becomes(() => selected(page), ["a", "b"], "a frame selects what it touches");
  await drag(page, corner, middle, { held: ["Alt"] });
  await becomes(() => selected(page), ["a"], "with Alt what it holds");
  await drag(page, by(await spot(place(page, "d"), 1, 0), 8, -8), await spot(place(page, "d")), { held: ["Shift"] });
  await becomes(() => selected(page), ["a", "d"], "with Shift it adds");
  const empty = by(await spot(place(page, "a")), 0, 200);
  await page.mouse.click(empty.x, empty.y);
  assert.deepEqual(await selected(page), []);
  await page.getByRole("button", { name: /^Stage Choose/ }).click();
  assert.deepEqual(await selected(page), ["choose"]);
});

journey("by mouse: cards are moved, aligned, copied and put into stages", async ({ page }) => {
  await openJourney(page);
  const { zoom } = await view(page);
  const grab = (id) => spot(place(page, id), 0.4, 0.9);
  // Three pixels are a slip.
  await drag(page, await grab("c"), by(await grab("c"), 3, 0));
  assert.deepEqual(await at(page, "c"), { x: 368, y: 320 });
  // Away from its line, and back to five pixels beside it: it snaps; with Ctrl it does not.
  await drag(page, await grab("c"), by(await grab("c"), 40 * zoom, 60 * zoom), { held: ["Control"] });
  assert.deepEqual(await at(page, "c"), { x: 408, y: 380 });
  await drag(page, await grab("c"), by(await grab("c"), -35 * zoom, 0), { held: ["Control"] });
  assert.deepEqual(await at(page, "c"), { x: 373, y: 380 });
  await drag(page, await grab("c"), by(await grab("c"), -1, 8));
  assert.equal((await at(page, "c")).x, 368, "at its line again");
  for (let step = 0; step < 3; step++) await undo(page);
  assert.deepEqual(await at(page, "c"), { x: 368, y: 320 }, "one step of undo a gesture");
  // Guides are seen while it is dragged.
  const from = await grab("c");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 3, from.y + 30, { steps: 4 });
  await page.locator(".guide").first().waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.deepEqual(await at(page, "c"), { x: 368, y: 320 }, "Esc calls a drag off");
  // A copy with Alt; the card itself stays.
  await drag(page, await grab("c"), by(await grab("c"), 0, 140 * zoom), { held: ["Alt"] });
  await page.locator(".card").nth(4).waitFor();
  assert.deepEqual(await at(page, "c"), { x: 368, y: 320 });
  await undo(page);
  // Into another stage's column.
  await drag(page, await grab("c"), by(await grab("c"), -312 * zoom, 0));
  assert.equal((await file(page)).touchpoints.find(({ id }) => id === "c").stage, "notice");
  await undo(page);
  // On the grid.
  await page.keyboard.press("Control+'");
  await drag(page, await grab("c"), by(await grab("c"), 33 * zoom, 47 * zoom));
  assert.deepEqual(await at(page, "c"), { x: 400, y: 360 });
  await page.keyboard.press("Control+'");
  // At the edge, the view goes on.
  const before = await view(page);
  const box = await page.locator(".canvas").boundingBox();
  await drag(page, await grab("a"), { x: box.x + 4, y: box.y + box.height / 2 }, { rest: 300 });
  assert.ok((await view(page)).x > before.x + 60, "the view went on at the edge");
  assert.ok((await at(page, "a")).x < 56 - 100 / zoom, "and the card with it");
});

journey("by mouse: cards are added, named and connected", async ({ page }) => {
  await openJourney(page);
  const handle = (id) => place(page, id).locator(".handle");
  const ways = async () => (await file(page)).transitions.map(({ from, to }) => from + to);
  // From the handle to a card, and near to one.
  await place(page, "c").hover();
  await drag(page, await spot(handle("c")), await spot(place(page, "z")));
  assert.ok((await ways()).includes("cz"));
  await undo(page);
  await place(page, "c").hover();
  await drag(page, await spot(handle("c")), by(await spot(place(page, "z"), 0, 0.5), -14, 0));
  assert.ok((await ways()).includes("cz"), "within 20 pixels is on it");
  await undo(page);
  // Two clicks do the same.
  await place(page, "c").click();
  await handle("c").click();
  const target = await spot(place(page, "d"), 0.5, 0.8);
  await page.mouse.move(target.x, target.y, { steps: 4 });
  await page.locator('.card[data-target="true"]').waitFor();
  await page.mouse.click(target.x, target.y);
  assert.ok((await ways()).includes("cd"));
  await undo(page);
  // Onto nothing: a new one, that is being named.
  await place(page, "d").hover();
  await drag(page, await spot(handle("d")), by(await spot(place(page, "d")), -20, 340));
  await page.locator(".naming").waitFor();
  await page.keyboard.type("Wait");
  await page.keyboard.press("Enter");
  await page.locator('.card:focus[aria-label^="Wait"]').waitFor();
  await undo(page);
  await undo(page);
  // A double-click adds one, or renames.
  const empty = by(await spot(place(page, "a")), 0, 220);
  await page.mouse.dblclick(empty.x, empty.y);
  await page.locator(".naming").waitFor();
  await page.keyboard.press("Escape");
  await undo(page);
  await place(page, "a").dblclick({ position: { x: 60, y: 60 } });
  await page.locator(".naming").waitFor();
  await page.keyboard.type("See it");
  await page.keyboard.press("Enter");
  await page.getByText("See it", { exact: true }).first().waitFor();
  // A transition's end is dragged to another card, with a target of 24 pixels.
  const label = way(page, "bc").locator(".arrow-hit");
  const middle = await label.evaluate((path) => {
    const point = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
    return { x: point.x, y: point.y };
  });
  await page.mouse.click(middle.x, middle.y);
  await becomes(() => selected(page), ["bc"], "a click on an arrow selects it");
  await page.keyboard.press("Shift+Digit0");
  await settled(page);
  const end = page.locator('[data-arrow-end="to"]');
  const reach = await end.boundingBox();
  assert.ok(Math.min(reach.width, reach.height) >= 23.9, `an end is ${reach.width} × ${reach.height}`);
  await drag(page, await spot(end), await spot(place(page, "z")));
  assert.ok((await ways()).includes("bz"));
});

journey("by mouse: menus, files, tidying and the clipboard of two tabs", { context: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ app, page }) => {
  await openJourney(page);
  await place(page, "c").click({ button: "right" });
  assert.deepEqual(await selected(page), ["c"]);
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.locator(".card").nth(4).waitFor();
  await undo(page);
  await place(page, "b").click();
  await place(page, "c").click({ modifiers: ["Shift"] });
  await place(page, "c").click({ button: "right" });
  assert.deepEqual(await selected(page), ["b", "c"], "what is selected stays so");
  await page.getByRole("menuitem", { name: "Line up at the top" }).click();
  assert.equal((await at(page, "c")).y, 120);
  await undo(page);
  const empty = by(await spot(place(page, "a")), 0, 220);
  await page.mouse.click(empty.x, empty.y, { button: "right" });
  await page.getByRole("menuitem", { name: "Tidy up" }).click();
  await settled(page);
  await undo(page);
  // Two tabs share what is copied: a journey of its own, in readable JSON.
  await place(page, "b").click();
  await place(page, "d").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+c");
  await becomes(() => page.evaluate(async () => {
    const held = JSON.parse(await navigator.clipboard.readText());
    return [held.format, held.touchpoints.length, held.transitions.length];
  }), ["desire-path", 2, 1], "the clipboard");
  const other = await app.newPage();
  await other.getByRole("button", { name: "New map" }).click();
  await other.locator(".first-steps").waitFor();
  await other.mouse.move(500, 400);
  await other.keyboard.press("Control+v");
  await other.locator(".card").nth(1).waitFor();
  const boxes = await other.locator(".card").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON()));
  const [left, right] = [Math.min(...boxes.map((b) => b.left)), Math.max(...boxes.map((b) => b.right))];
  assert.ok(Math.abs((left + right) / 2 - 500) < 3, "around the pointer");
  // A file that is dropped anywhere opens as a map of its own.
  await page.bringToFront();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["from,to,count\n(start),Home,10\nHome,(success),10\n"], "dropped.csv"));
    const drop = (kind) => document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    drop("dragover");
    drop("drop");
  });
  await page.locator(".card").filter({ hasText: "Home" }).waitFor();
});

journey("by mouse: in a frame, the wheel is the host page's until the map is in use", async ({ app }) => {
  const host = await app.context.newPage();
  await host.setContent(`<button>Host</button><iframe src="${app.address}" width="1000" height="600"></iframe><p style="height: 2000px">`);
  const map = host.frameLocator("iframe");
  await map.getByRole("button", { name: "New map" }).click();
  await map.locator(".first-steps").waitFor();
  const look = () => map.locator(".canvas").getAttribute("data-viewport");
  const scrolled = () => host.evaluate(() => window.scrollY);
  await host.getByRole("button", { name: "Host" }).click();
  const before = await look();
  await host.mouse.move(400, 300);
  await host.mouse.wheel(0, 80);
  await map.locator(".notice").getByText("hold Ctrl").waitFor();
  await becomes(async () => (await scrolled()) > 0, true, "the host page scrolls");
  assert.equal(await look(), before, "the map stays");
  await host.evaluate(() => window.scrollTo(0, 0));
  await host.keyboard.down("Control");
  await host.mouse.wheel(0, -80);
  await host.keyboard.up("Control");
  await becomes(async () => (await look()) !== before, true, "with Ctrl it zooms");
  await host.mouse.click(150, 250);
  const zoomed = await look();
  await host.mouse.wheel(0, 80);
  await becomes(async () => (await look()) !== zoomed, true, "in use, it moves");
  assert.equal(await scrolled(), 0, "and the host page stays");
});
