// Scenarios: variants of a journey in the same map and file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey } from "./app.mjs";

const success = (page) => page.locator('.canvas:not(.as-is) [data-number="success"]').textContent();
const chosen = (page) => page.locator("select.scenario");
const bar = (page) => page.locator(".scenario-bar");
const asIs = (page) => chosen(page).selectOption({ label: "As is" });

/// Types the second touchpoint's effort into the table.
async function makeEffort(page, amount) {
  await page.keyboard.press("Shift+T");
  await page.locator("#cell-1-7").click();
  await page.keyboard.type(amount);
  await page.keyboard.press("Enter");
  await page.locator(".looks button", { hasText: "Map" }).click();
  await page.locator(".card").first().waitFor();
}

/// Waits until the headline's first number is (not) this one.
const settles = (page, number, same) => page.waitForFunction(([number, same]) =>
  (document.querySelector('[data-number="success"]')?.textContent === number) === same, [number, same]);

journey("a scenario is edited apart, compared, merged, undone and dropped, and lives in the map and its file", {}, async ({ app, page }) => {
  await page.getByRole("button", { name: /coffee/i }).first().click();
  await page.locator(".card").first().waitFor();
  const was = await success(page);
  const count = await page.locator(".card").count();

  // A new one shows what is there; an edit in it changes its numbers alone.
  await chosen(page).selectOption({ label: "New scenario…" });
  await bar(page).getByLabel("Name of the scenario").fill("Less worry");
  await page.keyboard.press("Tab");
  assert.equal(await success(page), was);
  await makeEffort(page, "9.5");
  await page.locator('.card[data-differs="changed"]').waitFor();
  await page.locator(".card").nth(3).click();
  await page.keyboard.press("Delete");
  await settles(page, was, false);
  const would = await success(page);
  assert.equal(await page.locator('.card[data-differs="changed"]').count(), 1);
  assert.equal(await page.locator(".card").count(), count - 1);
  await asIs(page);
  await settles(page, was, true);
  assert.equal(await page.locator(".card[data-differs]").count(), 0);
  assert.equal(await bar(page).count(), 0);

  // Undo takes the edit back where it was made.
  await page.locator(".canvas").focus();
  await page.keyboard.press("Control+z");
  await bar(page).waitFor();
  await settles(page, was, true);
  await page.keyboard.press("Control+Shift+z");
  await settles(page, would, true);

  // It is there after a reload, with the journey as it was.
  await page.locator('.saved[data-state="saved"]').waitFor();
  await app.reload();
  await page.locator(".card").first().waitFor();
  assert.equal(await success(page), was);
  await page.locator(".canvas").focus();
  await page.keyboard.press("b");
  await bar(page).waitFor();
  await settles(page, would, true);
  assert.equal(await bar(page).getByLabel("Name of the scenario").inputValue(), "Less worry");

  // Side by side, with what differs by name.
  await page.keyboard.press("Shift+B");
  const compared = page.locator("table.compared");
  await compared.waitFor();
  const row = await compared.locator("tbody tr").first().locator("td").allTextContents();
  assert.equal(row[1], was);
  assert.equal(row[2], would);
  assert.match(row[3], /^[−+]/);
  await page.locator(".report-lines li", { hasText: "changed in this scenario: burdens" }).waitFor();
  await page.keyboard.press("Escape");

  // The file has both: opened again it shows the journey as it is, and the scenario beside it.
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  const saved = readFileSync(await file.path(), "utf8");
  const said = JSON.parse(saved);
  assert.equal(said.scenarios[0].name, "Less worry");
  assert.equal(said.scenarios[0].changes.touchpoints.length, 2);

  // Merged, the journey is what the scenario was, in one step that can be undone.
  await bar(page).getByRole("button", { name: "Merge into as is" }).click();
  await settles(page, would, true);
  assert.equal(await bar(page).count(), 0);
  assert.deepEqual(await chosen(page).locator("option").allTextContents(), ["As is", "New scenario…"]);
  await page.locator(".canvas").focus();
  await page.keyboard.press("Control+z");
  await settles(page, was, true);
  await page.keyboard.press("b");
  await settles(page, would, true);

  // Dropped, it is gone, and comes back by undo.
  await bar(page).getByRole("button", { name: "Drop", exact: true }).click();
  await settles(page, was, true);
  assert.equal(await chosen(page).locator("option").count(), 2);
  await page.locator(".canvas").focus();
  await page.keyboard.press("Control+z");
  await settles(page, would, true);
  assert.equal(await page.locator(".card").count(), count - 1);

  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Control+o")]);
  await chooser.setFiles({ name: "again.json", mimeType: "application/json", buffer: Buffer.from(saved) });
  await bar(page).waitFor({ state: "detached" });
  await settles(page, was, true);
  await page.locator(".canvas").focus();
  await page.keyboard.press("b");
  await settles(page, would, true);
});

journey("the journey as it is stands beside the scenario, on one layout, view and scale, and cannot be changed there", {}, async ({ app, page }) => {
  await page.getByRole("button", { name: /current account/i }).first().click();
  await page.locator(".card").first().waitFor();
  const was = await success(page);
  const wide = (await page.locator(".canvas").boundingBox()).width;
  await page.locator(".canvas").focus();
  await chosen(page).selectOption({ label: "New scenario…" });
  await bar(page).waitFor();
  const gone = await page.locator(".card").nth(5).getAttribute("data-place");
  const changed = await page.locator(".card").nth(1).getAttribute("data-place");
  const near = (side, id) => page.locator(`${side} [data-place="${id}"]`);
  const [scenario, asIs] = [".canvas:not(.as-is)", ".canvas.as-is"];
  await page.locator(`[data-place="${gone}"]`).click();
  await page.keyboard.press("Delete");
  await settles(page, was, false);
  await page.keyboard.press("Alt+b");
  await page.locator(asIs).waitFor();

  // Beside each other, half the width each, the same part of the same layout.
  const boxes = await Promise.all([scenario, asIs].map((side) => page.locator(side).boundingBox()));
  assert.ok(boxes.every((box) => Math.abs(box.width - wide / 2) < 3), JSON.stringify(boxes));
  assert.ok(boxes[1].x < boxes[0].x, "as is comes first");
  const view = (side) => page.locator(side).getAttribute("data-viewport");
  assert.equal(await view(scenario), await view(asIs));
  const place = async (side) => (await near(side, changed).boundingBox());
  const [here, there] = [await place(scenario), await place(asIs)];
  assert.ok(Math.abs(here.y - there.y) < 1 && Math.abs(here.x - boxes[0].x - there.x + boxes[1].x) < 3);

  // Each side says its own numbers; what is gone is marked where it still is, and heard.
  assert.equal(await page.locator(`${asIs} [data-number="success"]`).textContent(), was);
  assert.notEqual(await success(page), was);
  assert.equal(await near(asIs, gone).getAttribute("data-differs"), "gone");
  assert.match(await near(asIs, gone).getAttribute("aria-label"), /not in the scenario/);
  assert.equal(await near(scenario, gone).count(), 0);

  // An edit of the scenario changes it alone, and is marked on both sides.
  await near(scenario, changed).click();
  const before = await near(asIs, changed).getAttribute("aria-label");
  await page.getByRole("slider", { name: /worry/i }).first().focus();
  await page.keyboard.press("9");
  await near(scenario, changed).and(page.locator('[data-differs="changed"]')).waitFor();
  await near(asIs, changed).and(page.locator('[data-differs="changed"]')).waitFor();
  await page.waitForFunction(([side, id, before]) => {
    const said = document.querySelector(`${side} [data-place="${id}"]`).getAttribute("aria-label");
    return said !== before && said.includes("changed in this scenario");
  }, [asIs, changed, before]);
  assert.equal(await page.locator(`${asIs} [data-number="success"]`).textContent(), was);

  // There a drag moves the view, of both; a click selects; nothing else does anything.
  const card = await near(asIs, changed).boundingBox();
  const old = await view(scenario);
  await page.mouse.move(card.x + 20, card.y + 12);
  await page.mouse.down();
  await page.mouse.move(card.x + 60, card.y + 30, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await view(scenario), old);
  assert.equal(await view(scenario), await view(asIs));
  const moved = await near(asIs, changed).boundingBox();
  assert.ok(Math.abs(moved.x - card.x - 40) < 6, "the map went with the hand");
  await near(asIs, changed).dblclick();
  await near(asIs, changed).click({ button: "right" });
  assert.equal(await page.locator(".naming").count(), 0);
  assert.equal(await page.getByRole("menu").count(), 0);
  assert.equal(await near(asIs, changed).getAttribute("aria-pressed"), "true");

  // A number there leads to the receipt of the journey as it is.
  await page.locator(`${asIs} [data-number="success"]`).click();
  await page.locator(".receipts", { hasText: "as it is" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".receipts").waitFor({ state: "detached" });

  // It goes with the scenario, and comes back with it; the button ends it.
  await page.keyboard.press("b");
  await page.locator(asIs).waitFor({ state: "detached" });
  assert.equal(await success(page), was);
  await page.keyboard.press("b");
  await page.locator(asIs).waitFor();
  await bar(page).getByRole("button", { name: "Side by side" }).click();
  await page.locator(asIs).waitFor({ state: "detached" });
  assert.equal((await page.locator(".canvas").boundingBox()).width, wide);
});
