// A static server for a folder that `trunk build` made: what a hoster must do, and no more.
// `node scripts/serve.mjs [--dir dist] [--host 127.0.0.1] [--port 8080]`; port 0 takes any free one.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const KINDS = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

// Trunk writes the hash of a file into its name: such an answer never goes stale.
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.(js|css|wasm|svg|png|woff2)$/;

/// The policy of the page itself, so that the header and the `<meta>` cannot drift apart.
async function policyOf(folder) {
  const page = await readFile(join(folder, "index.html"), "utf8");
  const meta = page.match(/http-equiv="Content-Security-Policy"\s+content="([^"]+)"/);
  if (!meta) throw new Error(`${folder}/index.html has no Content-Security-Policy`);
  return meta[1];
}

/// Where an address leads inside the folder, or nothing where it would lead out of it.
function fileFor(folder, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, "http://localhost").pathname);
  } catch {
    return null;
  }
  if (path.includes("\0")) return null;
  if (path.endsWith("/")) path += "index.html";
  const file = resolve(folder, "." + normalize(path));
  return file.startsWith(resolve(folder) + sep) ? file : null;
}

function refuse(response, status, sentence) {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(sentence + "\n");
}

async function answer(folder, policy, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse(response, 405, "This server only hands out files.");
  }
  const file = fileFor(folder, request.url);
  const facts = file && (await stat(file).catch(() => null));
  if (!facts?.isFile()) return refuse(response, 404, "There is no such file here.");
  response.writeHead(200, {
    "Content-Type": KINDS[extname(file)] ?? "application/octet-stream",
    "Content-Length": facts.size,
    "Cache-Control": HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
    "Content-Security-Policy": policy,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).on("error", () => response.destroy()).pipe(response);
}

/// Serves `folder`; where the port is taken the next free one is used. Resolves to
/// `{ address, close }` once it listens.
export async function serve({ folder, host = "127.0.0.1", port = 0, policy }) {
  const rules = policy ?? (await policyOf(folder));
  const server = createServer((request, response) => {
    answer(folder, rules, request, response).catch(() => response.destroy());
  });
  let at = port;
  for (;;) {
    try {
      await new Promise((done, failed) => {
        server.once("error", failed);
        server.listen(at, host, () => {
          server.off("error", failed);
          done();
        });
      });
      break;
    } catch (fault) {
      if (fault.code !== "EADDRINUSE" || at === 0) throw fault;
      at = at - port < 20 ? at + 1 : 0;
    }
  }
  const shown = host === "127.0.0.1" || host === "::1" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return {
    address: `http://${shown}:${server.address().port}/`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      dir: { type: "string", default: "dist" },
      host: { type: "string", default: "127.0.0.1" },
      port: { type: "string", default: "8080" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    console.error(`serve: "${values.port}" is no port (0 to 65535).`);
    process.exit(2);
  }
  const { address } = await serve({ folder: values.dir, host: values.host, port });
  console.log(`Desire Path is at ${address}  (Ctrl-C ends it)`);
}
