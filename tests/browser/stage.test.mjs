// The stage that the other journeys stand on: what it promises, it does.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { until } from "./promises.mjs";

// One write to a database of our own in the page's origin; resolves to "ok" or the fault's name.
const write = (page, value) => page.evaluate((value) => new Promise((done) => {
  const opening = indexedDB.open("proof", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("notes");
  opening.onerror = () => done(opening.error.name);
  opening.onsuccess = () => {
    const writing = opening.result.transaction("notes", "readwrite");
    writing.objectStore("notes").put(value, "key");
    writing.oncomplete = () => done("ok");
    writing.onabort = () => done(writing.error?.name);
  };
}), value);

const read = (page) => page.evaluate(() => new Promise((done) => {
  const opening = indexedDB.open("proof", 1);
  opening.onerror = () => done(opening.error.name);
  opening.onsuccess = () => {
    const reading = opening.result.transaction("notes").objectStore("notes").get("key");
    reading.onsuccess = () => done(reading.result);
  };
}));

journey("the witness sees errors, violations and requests",
  { allow: [/provoked/, /console error/, /policy: /, /request after load/, /foreign request/] },
  async ({ app, page }) => {
    await page.evaluate(async () => {
      console.error("provoked");
      setTimeout(() => { throw new Error("provoked"); });
      await fetch("index.html");
      await fetch("worker-0.js"); // named as a worker's file is, and none that this page came with
      await fetch("http://127.0.0.1:9/").catch(() => {});
      document.body.setAttribute("style", "color: red");
    });
    for (const kind of [/^console error: provoked/, /^uncaught: .*provoked/, /^request after load: .*index\.html/,
      /^request after load: .*worker-0\.js/, /^policy: connect-src/, /^policy: style-src/]) {
      await until(() => app.witness.seen.some((line) => kind.test(line)), 10_000, `${kind} among\n${app.witness.seen.join("\n")}\n`);
    }
  });

journey("a profile outlives the kill of its browser", { profile: "kept" }, async ({ app, page }) => {
  assert.equal(await write(page, "still here"), "ok");
  await app.kill();
  await app.relaunch();
  assert.equal(await read(app.page), "still here");
});

journey("a quota refuses writes until it is lifted", async ({ app, page }) => {
  const megabyte = "x".repeat(1_000_000);
  await app.quota(10_000);
  assert.equal(await write(page, megabyte), "QuotaExceededError");
  await app.quota();
  assert.equal(await write(page, megabyte), "ok");
});

journey("private pickers hand out real files", { pickers: "private" }, async ({ app, page }) => {
  const text = await page.evaluate(async () => {
    const saved = await window.showSaveFilePicker({ suggestedName: "map.json" });
    const writing = await saved.createWritable();
    await writing.write("{}");
    await writing.close();
    const [opened] = await window.showOpenFilePicker();
    return (await opened.getFile()).text();
  });
  assert.equal(text, "{}");
  assert.equal(await app.disk("map.json"), "{}");
});
