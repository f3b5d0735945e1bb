// The main job as a person does it: draw, score, see the numbers change, undo, save, reload, reopen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey } from "./app.mjs";

const example = (page, title) => page.locator(`[data-example="${title}"] .open`);
const card = (page, name) => page.locator(".card").filter({ hasText: name });
// A person goes on when the new card has the focus ring.
const focused = (page, name) => page.locator(".card:focus").filter({ has: page.getByText(name, { exact: true }) }).waitFor();
const number = (page, which) => page.locator(`[data-number="${which}"]`);
const saved = (page) => page.locator('.saved[data-state="saved"]');

async function open(page, title) {
  await example(page, title).click();
  await page.locator(".card").first().waitFor();
  await saved(page).waitFor();
  // Cards outside the view are not drawn: they are all there once the view has come to rest.
  await page.waitForFunction(async () => {
    const view = () => document.querySelector(".canvas").dataset.viewport + document.querySelectorAll(".card").length;
    const before = view();
    await new Promise((done) => setTimeout(done, 150));
    return view() === before;
  });
}

async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFileSync(await file.path(), "utf8");
}

async function openFile(page, act, name, content) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), act()]);
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

journey("an example is edited, undone, saved, reloaded and opened again without a difference", async ({ app, page }) => {
  await open(page, "A coffee subscription");
  const before = await number(page, "success").textContent();
  const cards = await page.locator(".card").count();

  // A touchpoint after the first card, by the keyboard.
  await page.locator(".card").first().click();
  await page.keyboard.press("Control+ArrowDown");
  await page.locator(".naming").waitFor();
  await page.keyboard.type("Ask a neighbour");
  await page.keyboard.press("Enter");
  await card(page, "Ask a neighbour").waitFor();
  assert.equal(await page.locator(".card").count(), cards + 1);
  await assert.doesNotReject(number(page, "success").filter({ hasNotText: before }).waitFor());

  // It is scored: its drop-off follows.
  await card(page, "Ask a neighbour").click();
  const effort = page.getByRole("slider", { name: "Effort" });
  await effort.focus();
  await page.keyboard.press("9");
  assert.equal(await effort.inputValue(), "9");

  // Everything is taken back, step by step, and the number is what it was.
  for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Undo" }).first().click();
  await number(page, "success").filter({ hasText: before }).waitFor();
  assert.equal(await page.locator(".card").count(), cards);
  for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Redo" }).first().click();
  await card(page, "Ask a neighbour").waitFor();
  const after = await number(page, "success").textContent();

  // Saved as a file, kept over a reload, opened from the file: the same.
  await saved(page).waitFor();
  const file = await download(page, () => page.keyboard.press("Control+s"));
  assert.ok(file.includes("Ask a neighbour"));
  await app.reload();
  await card(page, "Ask a neighbour").waitFor();
  assert.equal(await number(page, "success").textContent(), after);
  await openFile(page, () => page.keyboard.press("Control+o"), "copy.journey.json", file);
  await saved(page).waitFor();
  await card(page, "Ask a neighbour").waitFor();
  const again = await download(page, () => page.keyboard.press("Control+s"));
  assert.equal(again, file, "open and save changes nothing");
});

journey("the two real examples show the shares and the people that were counted", async ({ page }) => {
  const exact = async (title, share, people) => {
    await open(page, title);
    await number(page, "success").click();
    const receipt = page.getByRole("dialog");
    await receipt.getByText(`${share}%`).first().waitFor();
    assert.ok((await page.locator(".headline").textContent()).includes(people));
    await page.keyboard.press("Escape");
    await receipt.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "All maps" }).click();
  };
  await exact("Web shop: 3,605 sessions", "13.0374", "3,605");
  await exact("Road-traffic fines: 10,000 cases", "45.3500", "10,000");
});

journey("a journey of twelve touchpoints with a loop is drawn on a blank page", async ({ app, page }) => {
  await page.getByRole("button", { name: "New map" }).click();
  await page.getByRole("button", { name: "Add the first touchpoint" }).click();
  await page.locator(".naming").waitFor();
  await page.keyboard.type("Step 1");
  await page.keyboard.press("Enter");
  await focused(page, "Step 1");
  for (let step = 2; step <= 12; step++) {
    await page.keyboard.press(step === 5 || step === 9 ? "Control+ArrowDown" : step > 5 && step < 9 ? "Control+ArrowLeft" : "Control+ArrowRight");
    await page.locator(".naming").waitFor();
    await page.keyboard.type(`Step ${step}`);
    await page.keyboard.press("Enter");
    await focused(page, `Step ${step}`);
  }
  assert.equal(await page.locator(".card").count(), 12);
  assert.equal(await page.locator("[data-transition]").count(), 11);

  // An outcome, connected by the hand; and a way back, which makes the loop.
  await page.keyboard.press("Shift+Digit1");
  await page.getByRole("button", { name: "Add an outcome" }).click();
  await page.locator(".canvas").click({ position: { x: 520, y: 150 } });
  await page.locator(".naming").waitFor();
  await page.keyboard.type("Arrived");
  await page.keyboard.press("Enter");
  await page.locator(".pill").filter({ hasText: "Arrived" }).waitFor();
  await link(page, card(page, "Step 12"), page.locator(".pill"));
  await link(page, card(page, "Step 12"), card(page, "Step 9"));
  assert.equal(await page.locator("[data-transition]").count(), 13);
  await number(page, "success").filter({ hasText: "100" }).waitFor();
  await page.getByRole("button", { name: "Tidy up" }).first().click();
  await app.shot("drawn-twelve");
  await saved(page).waitFor();
  await app.reload();
  await page.locator(".card").nth(11).waitFor();
  assert.equal(await page.locator(".card").count(), 12);
});

async function link(page, from, to) {
  await from.hover();
  const handle = await from.locator(".handle").boundingBox();
  const target = await to.boundingBox();
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 3, { steps: 6 });
  await page.mouse.up();
}

journey("transition counts open as a journey, laid out, with what could not be read", async ({ page }) => {
  const counts = "from,to,count\n(start),Home,100\nHome,Cart,60\nHome,(drop),40\nCart,(success),45\nCart,(drop),15\nCart,Home,oops\n";
  await openFile(page, () => page.getByRole("button", { name: "Open a file" }).click(), "counts.csv", counts);
  await page.getByRole("dialog").getByText("row 7").waitFor();
  await page.keyboard.press("Escape");
  assert.match(await page.locator(".headline").textContent(), /^45\s?% of 100 entrants/);
});

journey("a file that is no journey is refused in words and changes nothing", async ({ page }) => {
  await open(page, "A coffee subscription");
  const cards = await page.locator(".card").count();
  await openFile(page, () => page.keyboard.press("Control+o"), "picture.png", "\x89PNG\r\n\x1a\n");
  await page.locator(".notice").getByText("picture.png").waitFor();
  assert.equal(await page.locator(".card").count(), cards);
});
