// The conventions of the canvas by keyboard: no call of the mouse, the focus never lost, one
// announcement an edit. tests/browser/keyboard.test.mjs draws a whole journey.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { at, becomes, file, openJourney, place, selected, settled, view } from "./journeys.mjs";

const focused = (page) => page.evaluate(() => {
  const active = document.activeElement;
  return active.dataset.place ?? active.dataset.transition ?? active.className ?? active.tagName;
});

/// Counts what is said from here on, in whatever live region.
const listen = (page) => page.evaluate(() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [role=log], [aria-live]";
  new MutationObserver((changes) => {
    const more = changes.filter(({ type, addedNodes }) => type === "characterData" || addedNodes.length);
    const regions = more.map(({ target }) => (target.closest ? target : target.parentElement)?.closest(live));
    for (const region of new Set(regions)) if (region) window.heard.push(region.textContent);
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
});
const heard = (page) => page.evaluate(() => window.heard.splice(0));

async function choose(page, id) {
  await place(page, id).focus();
  await page.keyboard.press(" ");
  await becomes(() => selected(page), [id], "Space selects what is focused");
}

journey("by keyboard: the view, the selection and the walk along transitions", async ({ page }) => {
  await openJourney(page);
  await place(page, "a").focus();
  for (const id of ["b", "c", "d", "z"]) {
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), id, "Tab goes in reading order");
  }
  for (const id of ["d", "c", "b", "a"]) {
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focused(page), id);
  }
  await choose(page, "a");
  for (const [key, id] of [["ArrowRight", "ab"], ["ArrowRight", "b"], ["ArrowRight", "bc"], ["ArrowUp", "bd"], ["ArrowDown", "bc"],
    ["ArrowUp", "bd"], ["ArrowRight", "d"], ["ArrowRight", "dz"], ["ArrowRight", "z"], ["ArrowLeft", "dz"],
    ["ArrowLeft", "d"], ["ArrowLeft", "bd"], ["ArrowLeft", "b"]]) {
    await page.keyboard.press(`Alt+${key}`);
    await becomes(() => focused(page), id, `Alt+${key}`);
    assert.deepEqual(await selected(page), [id]);
  }
  await page.keyboard.press("Shift+Digit2");
  await becomes(async () => (await view(page)).zoom, 1, "Shift+2 shows the selection");
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  assert.ok((await view(page)).zoom < 0.7);
  await page.keyboard.press("+");
  await page.keyboard.press("Shift+Digit0");
  await becomes(async () => (await view(page)).zoom, 1, "Shift+0");
  await page.keyboard.press("-");
  await page.keyboard.press("Control+Digit0");
  await becomes(async () => (await view(page)).zoom, 1, "Ctrl+0");
  await page.keyboard.press("Shift+Digit1");
  await settled(page);
  await page.keyboard.press("Control+a");
  assert.deepEqual(await selected(page), ["a", "b", "c", "d", "z"]);
  await page.keyboard.press("Escape");
  assert.deepEqual(await selected(page), []);
  const before = await view(page);
  await page.keyboard.press("ArrowRight");
  await becomes(async () => Math.round((await view(page)).x - before.x), -40, "the arrows pan where nothing is selected");
  // What is far away is in the order all the same, and comes into view with the focus.
  await place(page, "a").focus();
  for (let step = 0; step < 9; step++) await page.keyboard.press("+");
  for (let step = 0; step < 12; step++) await page.keyboard.press("ArrowLeft");
  await page.locator(".away").first().waitFor({ state: "attached" });
  for (const id of ["b", "c", "d", "z"]) {
    await page.keyboard.press("Tab");
    await becomes(() => focused(page), id, "Tab to what is not drawn");
    await page.locator(`[data-place="${id}"]:not(.away):focus`).waitFor();
    const box = await place(page, id).boundingBox();
    const canvas = await page.locator(".canvas").boundingBox();
    assert.ok(box.x >= canvas.x - 1 && box.x < canvas.x + canvas.width, `${id} is in view`);
  }
});

journey("by keyboard: edits, each heard once, the focus never lost", { context: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page }) => {
  await openJourney(page);
  await choose(page, "c");
  await listen(page);
  const once = async (keys, what, looks) => {
    await page.waitForTimeout(30);
    await heard(page);
    for (const key of [keys].flat()) await page.keyboard.press(key);
    await looks?.();
    await page.waitForTimeout(50);
    // That a file was saved, to look into it, is another action.
    const said = (await heard(page)).filter((words) => !words.includes("went to your downloads"));
    assert.equal(said.length, 1, `${what} is said once, not ${JSON.stringify(said)}`);
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY", `${what} keeps the focus`);
    return said[0];
  };
  assert.equal(await once("ArrowRight", "a nudge"), "Sign up changed");
  await once("ArrowRight", "the same nudge again");
  await once("Shift+ArrowDown", "a long nudge", () => becomes(() => at(page, "c"), { x: 370, y: 330 }, "nudged"));
  await page.keyboard.press("Control+'");
  await once("Shift+ArrowDown", "a grid step", () => becomes(() => at(page, "c"), { x: 370, y: 350 }, "one grid step"));
  await page.keyboard.press("Control+'");
  for (let step = 0; step < 4; step++) await once("Control+z", "undo");
  await once("Control+y", "redo");
  await once("Control+z", "undo");
  await once("Control+d", "duplicate", () => page.locator(".card").nth(4).waitFor());
  await once("Delete", "remove", () => becomes(() => page.locator(".card").count(), 4, "removed"));
  await choose(page, "c");
  await once("Control+c", "copy");
  await once("Control+v", "paste", () => page.locator(".card").nth(4).waitFor());
  await page.waitForTimeout(20);
  await page.keyboard.press("Control+x");
  await becomes(() => page.locator(".card").count(), 4, "cut");
  await page.keyboard.press("Control+v");
  await page.locator(".card").nth(4).waitFor();
  await page.keyboard.press("Backspace");
  await becomes(() => page.locator(".card").count(), 4, "Backspace removes");
  // Several at once.
  await choose(page, "b");
  await place(page, "c").focus();
  await page.keyboard.press("Shift+ ");
  await place(page, "d").focus();
  await page.keyboard.press("Shift+ ");
  assert.deepEqual(await selected(page), ["b", "c", "d"]);
  await once("Alt+s", "line up", async () => assert.deepEqual([(await at(page, "b")).y, (await at(page, "d")).y], [320, 320]));
  await once("Control+z", "undo");
  await once("Alt+Shift+h", "space", async () => assert.deepEqual([(await at(page, "b")).x, (await at(page, "d")).x], [368, 680]));
  // The menu by its key, and back.
  await place(page, "c").focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await becomes(() => focused(page), "c", "the menu gives the focus back");
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Lead a transition elsewhere").waitFor();
  await page.keyboard.press("Escape");
  await becomes(() => focused(page), "c", "so do dialogs");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("tidy");
  await page.keyboard.press("Enter");
  await settled(page);
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY");
});

journey("by keyboard: fields of several touchpoints set all of them, as one edit", async ({ page }) => {
  await openJourney(page);
  await choose(page, "b");
  await place(page, "c").focus();
  await page.keyboard.press("Shift+ ");
  const panel = page.locator('[data-panel="several"]');
  await panel.waitFor();
  const effort = panel.getByRole("slider", { name: "Effort" });
  assert.equal(await effort.inputValue(), "4", "what they have in common is shown");
  await effort.focus();
  await page.keyboard.press("7");
  await panel.getByRole("combobox", { name: "Owner" }).fill("Shop");
  await page.keyboard.press("Enter");
  await panel.getByRole("combobox", { name: "Stage" }).selectOption("Buy");
  const of = async (id) => (await file(page)).touchpoints.find((touchpoint) => touchpoint.id === id);
  for (const id of ["b", "c"]) {
    const { burdens, owner, stage } = await of(id);
    const effort = burdens.effort.evidenced ?? burdens.effort.assumed;
    assert.deepEqual([effort, stage, typeof owner], [7, "buy", "string"], id);
  }
  assert.equal((await file(page)).owners.length, 1, "one owner of that name");
  await page.keyboard.press("Escape");
  for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Undo" }).press("Enter");
  const { burdens, owner } = await of("b");
  assert.deepEqual([burdens.effort.assumed, owner], [4, undefined], "three steps of undo take it all back");
});

journey("what is typed right after Escape is meant for the map: a dialog that closes has no more say", async ({ page }) => {
  await openJourney(page);
  // As a busy browser would have it: the word that a dialog is closed comes very late.
  await page.evaluate(() => addEventListener("close", (event) => event.stopImmediatePropagation(), true));
  for (const key of ["?", "Control+k", "w"]) {
    await choose(page, "b");
    await page.keyboard.press(key);
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+a");
    await becomes(() => selected(page), ["a", "b", "c", "d", "z"], `Ctrl+A after ${key} and Escape`);
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
  }
});

journey("Escape leads from every field beside the map back to it, whatever is selected", async ({ page }) => {
  await openJourney(page);
  await page.locator(".canvas").focus();
  await page.keyboard.press("i");
  await page.locator(".side :focus").waitFor();
  await page.locator(".side").getByRole("textbox").first().focus();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.matches(".canvas")), true, "with nothing selected");
  for (const field of ["textbox", "combobox"]) {
    await page.locator(".topbar").getByRole(field).first().focus();
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.matches(".canvas")), true, `from a ${field} over the map`);
  }
  await choose(page, "b");
  await page.keyboard.press("i");
  await page.locator(".side input[type=range]:focus").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "b", "with a card selected");
  await page.keyboard.press("Control+a");
  await page.locator('[data-panel="several"] input[type=range]').first().focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await becomes(() => page.locator(".card").count(), 0, "Delete removes what is selected, not a score");
});

journey("a name that is typed at once is not cut short by what was removed before it", async ({ page }) => {
  await openJourney(page);
  await choose(page, "c");
  // Both keys before the next picture.
  await page.evaluate(() => {
    for (const key of ["Delete", "n"]) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
  await page.locator(".naming").waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await focused(page), "naming");
});
