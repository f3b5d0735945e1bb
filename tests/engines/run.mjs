// The core of the journeys of use in Firefox and WebKitGTK, beside Chromium: `bash scripts/engines`.
//   node run.mjs [chromium] [firefox] [webkitgtk]
// Chromium goes first: what it reads from the map is what the others are compared with.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { STEPS } from "./core.mjs";
import { ENGINES, folder } from "./engines.mjs";
import { start } from "./webdriver.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const DIST = process.env.DESIRE_PATH_DIST ?? here("../../dist");
const PICTURES = here("../browser/artifacts/engines");

/// The app with one more script, which hears of all that goes wrong from before the page's first line.
function witnessed() {
  const copy = folder();
  cpSync(DIST, copy.path, { recursive: true });
  writeFileSync(join(copy.path, "witness.js"), `
    window.complaints = [];
    // Neither driver can answer a picker of files: without one the app takes the way that all have.
    for (const name of ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"]) delete window[name];
    for (const kind of ["error", "warn"]) {
      const real = console[kind];
      console[kind] = (...words) => { complaints.push("console " + kind + ": " + words.join(" ")); real.apply(console, words); };
    }
    addEventListener("error", (event) => complaints.push("error: " + (event.message ?? event.target?.src ?? event.target?.href)), true);
    addEventListener("unhandledrejection", (event) => complaints.push("rejected: " + event.reason));
    document.addEventListener("securitypolicyviolation", (event) => complaints.push("policy: " + event.effectiveDirective + " refused " + event.blockedURI));`);
  const page = join(copy.path, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replace(/<title>/, '<script src="witness.js"></script><title>'));
  return copy;
}

async function through(name, engine, address, kept) {
  const [profile, downloads] = [folder(), folder()];
  const display = await engine.display?.(engine.needs);
  const given = engine.started(engine.needs, profile.path, downloads.path);
  if (display) given.env.DISPLAY = display.DISPLAY;
  let page, failed = 0, passed = 0;
  try {
    page = await start(given);
    await page.call("POST", `${page.base}/window/rect`, { width: 1440, height: 900 }).catch(() => {});
    await page.post("timeouts", { script: 60_000, pageLoad: 120_000 });
    console.log(`${name} ${page.told.browserVersion ?? ""}`);
    const shot = (what) => page.shot(join(PICTURES, `${name}-${what}.png`));
    for (const [sentence, body] of STEPS) {
      const cannot = engine.cannot?.[sentence];
      if (cannot) { console.log(`  left out  ${sentence}: ${cannot}`); continue; }
      const from = Date.now();
      try {
        const said = await body({ page, address, kept, shot, downloads: downloads.path });
        const complaints = await page.run(() => window.complaints.splice(0));
        if (complaints.length) throw new Error(`the page complained: ${complaints.join(" | ")}`);
        passed++;
        console.log(`  ok        ${sentence}${said ? ` (${said})` : ""}, ${((Date.now() - from) / 1000).toFixed(1)} s`);
      } catch (fault) {
        failed++;
        await shot(`failed-${STEPS.findIndex(([one]) => one === sentence)}`).catch(() => {});
        console.log(`  FAILED    ${sentence}: ${fault.message}`);
      }
    }
  } finally {
    await page?.close();
    display?.end();
    profile.end();
    downloads.end();
  }
  return { passed, failed };
}

mkdirSync(PICTURES, { recursive: true });
const copy = witnessed();
const server = await serve({ folder: copy.path });
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(ENGINES);
const kept = {};
let [passed, failed, missing] = [0, 0, 0];
for (const name of wanted) {
  const engine = ENGINES[name];
  if (!engine) { console.error(`There is no engine ${name}: ${Object.keys(ENGINES).join(", ")}.`); process.exit(2); }
  const lacking = Object.entries(engine.needs).filter(([, place]) => !place).map(([what]) => what);
  if (lacking.length) {
    missing++;
    console.log(`${name}: not run, this machine has no ${lacking.join(", no ")}`);
    continue;
  }
  try {
    const reached = await through(name, engine, server.address, kept);
    passed += reached.passed;
    failed += reached.failed;
  } catch (fault) {
    failed++;
    console.log(`${name} did not start: ${fault.message}`);
  }
}
await server.close();
copy.end();
console.log(`${passed} passed, ${failed} failed${missing ? `, ${missing} of ${wanted.length} engines not there` : ""}; pictures are in tests/browser/artifacts/engines`);
process.exit(failed || missing === wanted.length ? 1 : 0);
