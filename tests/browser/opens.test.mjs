// The page opens, keeps its policy, and says why where it cannot open.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { journey } from "./app.mjs";
import { hand, openMap } from "./promises.mjs";

journey("the app opens under its policy and asks the network for nothing more", async ({ app, page }) => {
  assert.equal(await page.title(), "Desire Path");
  const policy = await page.evaluate(() => document.querySelector("meta[http-equiv]").content);
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
  const spoken = await app.spoken();
  assert.ok(spoken.some((node) => node.role === "heading" && node.name !== ""), "a heading is spoken");
  const count = app.witness.requests.length;
  assert.ok(count >= 4, "the witness has seen the page load");
  await page.waitForTimeout(1_000);
  assert.equal(app.witness.requests.filter((url) => !url.endsWith("favicon.svg")).length,
    app.witness.requests.slice(0, count).filter((url) => !url.endsWith("favicon.svg")).length);
});

journey("every file of the first visit comes from the page's own folder", async ({ app }) => {
  assert.deepEqual(app.witness.requests.filter((url) => !url.startsWith(app.address)), []);
});

journey("a policy without WebAssembly is explained in words",
  {
    starts: false,
    policy: "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'",
    allow: [/policy: script-src refused wasm-eval/, /console error: .*wasm/i],
  },
  async ({ page }) => {
    const sentence = page.getByRole("alert");
    await sentence.getByText("not allowed to run WebAssembly").waitFor();
    assert.match(await sentence.textContent(), /'wasm-unsafe-eval'/);
  });

journey("a browser without WebAssembly is told so in words",
  { starts: false, before: () => { delete globalThis.WebAssembly; } },
  async ({ page }) => {
    await page.getByRole("alert").getByText("This browser has no WebAssembly.").waitFor();
  });

journey("missing files are explained in words",
  { starts: false, allow: [/console error/, /uncaught/], before: () => { globalThis.fetch = async () => new Response("", { status: 404 }); } },
  async ({ page }) => {
    await page.getByRole("alert").getByText("could not start").waitFor();
  });

// P14, in the browser. tests/formats/goldens.rs has the same of the reader alone.
const GOLDEN = new URL("../journeys/golden/", import.meta.url);
journey("each golden file of every released version opens without a word and is saved to the same bytes", { before: hand }, async ({ page }) => {
  const files = readdirSync(GOLDEN).flatMap((version) => readdirSync(new URL(`${version}/`, GOLDEN)).map((name) => `${version}/${name}`));
  assert.ok(files.length >= 5, `${files.length} golden files`);
  for (const name of files) {
    const golden = readFileSync(new URL(name, GOLDEN));
    await openMap(page, golden);
    assert.equal(await page.locator(".report-lines, .notice.bad").count(), 0, `${name}: nothing to report`);
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
    assert.equal(readFileSync(await download.path(), "utf8"), golden.toString("utf8"), name);
  }
});
