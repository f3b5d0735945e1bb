// What the build hands over: signed, without inline script, complete, and nothing from elsewhere.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, journey } from "./app.mjs";

const page = readFileSync(join(DIST, "index.html"), "utf8");
const tags = [...page.matchAll(/<(script|link)\b[^>]*>/g)].map(([tag]) => ({
  tag,
  file: tag.match(/\b(?:src|href)="([^"]+)"/)?.[1],
  integrity: tag.match(/\bintegrity="([^"]+)"/)?.[1],
}));

test("every script, style sheet and wasm file of the page is signed with its own hash", () => {
  const loaded = tags.filter(({ tag }) => /<script|modulepreload|rel="preload"|stylesheet/.test(tag));
  assert.ok(loaded.length >= 4, page);
  for (const { tag, file, integrity } of loaded) {
    const hash = createHash("sha384").update(readFileSync(join(DIST, file))).digest("base64");
    assert.equal(integrity, `sha384-${hash}`, tag);
  }
});

test("the page holds no inline script, no inline style and no address of another host", () => {
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/);
  assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=|javascript:/i);
  assert.doesNotMatch(page, /(?:src|href)="(?:[a-z]+:|\/)/i);
});

// A build with one file changed so that it still works: an empty line of script, an empty wasm section.
const HARMLESS = { ".js": "\n", "_bg.wasm": Buffer.of(0, 2, 1, 120) };

function tampered(ending) {
  const folder = mkdtempSync(join(tmpdir(), "desire-path-tampered-"));
  cpSync(DIST, folder, { recursive: true });
  const file = readdirSync(folder).find((name) => name.startsWith("desire-path") && name.endsWith(ending));
  appendFileSync(join(folder, file), HARMLESS[ending]);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

for (const ending of Object.keys(HARMLESS)) {
  journey(`an altered ${ending} file is refused in words`,
    { starts: false, folder: tampered(ending), allow: [/integrity/i, /uncaught/, /console error/] },
    async ({ page }) => {
      await page.getByRole("alert").getByText("could not start").waitFor();
    });
}
