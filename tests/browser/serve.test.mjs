// The small server: the right headers, nothing outside its folder, another port where one is taken.

import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";

const POLICY = "default-src 'none'; script-src 'self'";
const outside = mkdtempSync(join(tmpdir(), "desire-path-served-"));
const folder = join(outside, "dist");
let server;

before(async () => {
  mkdirSync(join(folder, "sub folder"), { recursive: true });
  writeFileSync(join(outside, "secret.txt"), "secret");
  writeFileSync(join(folder, "index.html"), `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
  writeFileSync(join(folder, "app-0123456789abcdef_bg.wasm"), "wasm");
  writeFileSync(join(folder, "rescue.js"), "js");
  writeFileSync(join(folder, "sub folder", "ü.css"), "css");
  server = await serve({ folder });
});

after(async () => {
  await server.close();
  rmSync(outside, { recursive: true });
});

// Node's own request, because fetch() tidies `..` away before it asks.
const ask = (path, method = "GET") => new Promise((done, failed) => {
  const { hostname, port } = new URL(server.address);
  request({ hostname, port, path, method }, (answer) => {
    let body = "";
    answer.on("data", (part) => (body += part));
    answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, body }));
  }).on("error", failed).end();
});

test("files come with their kind, the page's own policy, and a life as long as their name promises", async () => {
  const page = await ask("/?a=b");
  assert.equal(page.status, 200);
  assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
  assert.equal(page.headers["content-security-policy"], POLICY);
  assert.equal(page.headers["cache-control"], "no-cache");
  assert.equal(page.headers["x-content-type-options"], "nosniff");
  const wasm = await ask("/app-0123456789abcdef_bg.wasm");
  assert.equal(wasm.headers["content-type"], "application/wasm");
  assert.match(wasm.headers["cache-control"], /immutable/);
  assert.equal((await ask("/rescue.js")).headers["cache-control"], "no-cache");
  assert.equal((await ask("/sub%20folder/%C3%BC.css")).body, "css");
});

test("nothing outside the folder is handed out, whatever is asked", async () => {
  for (const path of ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/sub%20folder/../../secret.txt",
    "/..\\secret.txt", "//etc/passwd", "/%00", "/%", "/sub%20folder", "/nothing"]) {
    const { status, body } = await ask(path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(body, /secret\n?$/, path);
  }
  assert.equal((await ask("/", "POST")).status, 405);
  const head = await ask("/", "HEAD");
  assert.deepEqual([head.status, head.body], [200, ""]);
});

test("where the port is taken the next free one is used", async () => {
  const taken = Number(new URL(server.address).port);
  const second = await serve({ folder, port: taken });
  assert.notEqual(second.address, server.address);
  assert.equal((await fetch(second.address)).status, 200);
  await second.close();
});

test("a folder without the page is refused in words", async () => {
  await assert.rejects(serve({ folder: outside }), /index\.html/);
});
