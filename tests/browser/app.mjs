// One journey of use: a fresh profile, the built app, a witness to everything that must not happen.
// README.md in this folder shows how to write one.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { SCREENS, killOn, launch, launchOn } from "./chromium.mjs";
import { Witness } from "./witness.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
export const DIST = process.env.DESIRE_PATH_DIST ?? here("../../dist");
export const ARTIFACTS = here("artifacts");

// One browser and one server per test file; each is started by the first journey that needs it.
let browser, server;
// P22: every request of every journey in this file; each journey fails on what was not announced.
const asked = { requests: 0, afterLoad: 0, again: 0, foreign: 0 };
after(async () => {
  console.log(`P22 reached: requests ${asked.requests}, after load ${asked.afterLoad}, of workers that replace others ${asked.again}, to others ${asked.foreign}`);
  await (await browser)?.close();
  await (await server)?.close();
});

const DEFAULTS = {
  screen: "wide",        // wide | narrow
  theme: "light",        // light | dark
  profile: "fresh",      // fresh: in memory; kept: a folder, so that kill() and relaunch() work
  pickers: "none",       // none: as in Firefox and Safari; private: file pickers answer from app.disk
  locale: "en-GB",
  allow: [],             // RegExps: console lines, requests, violations this journey provokes on purpose
  path: "",              // what follows the address, for example "#map=…"
  leaves: false,         // true: when the browser asks whether to leave with unsaved edits, leave
  starts: true,          // false: the journey itself waits for what the page shows
  policy: undefined,     // another Content-Security-Policy header than the page's own
  folder: undefined,     // another folder to serve than dist/
  before: undefined,     // a script, or several, to run in each page before its first line
  context: {},           // any other setting of a Playwright browser context
};

export class App {
  constructor(settings) {
    this.settings = { ...DEFAULTS, ...settings };
    this.witness = new Witness(this.settings.allow, this.settings.leaves);
  }

  async open() {
    const { screen, theme, locale, profile, context } = this.settings;
    const { folder, policy } = this.settings;
    if (folder || policy) {
      this.server = await serve({ folder: folder ?? DIST, policy });
    } else {
      server ??= serve({ folder: DIST });
    }
    this.address = (this.server ?? (await server)).address;
    this.choices = {
      ...SCREENS[screen], colorScheme: theme, locale, timezoneId: "Europe/Berlin",
      acceptDownloads: true, reducedMotion: "reduce", ...context,
    };
    if (profile === "kept") {
      this.profile = mkdtempSync(join(tmpdir(), "desire-path-profile-"));
      this.context = await launchOn(this.profile, this.choices);
    } else {
      browser ??= launch();
      this.context = await (await browser).newContext(this.choices);
    }
    await this.prepare();
    this.page = await this.newPage();
  }

  async prepare() {
    this.context.setDefaultTimeout(20_000);
    // Somebody listens all the time: what is switched on only for a wait can come after the click.
    this.context.on("page", (page) => page.on("filechooser", () => {}));
    await this.witness.attend(this.context, this.address);
    for (const script of [this.settings.before ?? []].flat()) await this.context.addInitScript(script);
    if (this.settings.pickers === "none") await this.context.addInitScript(withoutPickers);
    if (this.settings.pickers === "private") await this.context.addInitScript(privatePickers);
  }

  /// A further tab on the app, loaded and ready.
  async newPage(path = this.settings.path) {
    const page = this.context.pages().find((open) => open.url() === "about:blank") ?? (await this.context.newPage());
    await page.goto(this.address + path);
    if (this.settings.starts) await this.ready(page);
    return page;
  }

  /// Waits until the app has taken over from boot.js; fails with boot.js's sentence where it cannot.
  async ready(page = this.page) {
    const started = page.locator("#boot").waitFor({ state: "detached" });
    const refused = page.locator("#boot[role=alert]").waitFor({ state: "attached" }).then(async () => {
      throw new Error(`The app did not start: ${await page.locator("#boot").textContent()}`);
    });
    await Promise.race([started, refused.catch((fault) => (fault.name === "TimeoutError" ? started : Promise.reject(fault)))]);
    // Loaded is the page together with its worker.
    if (page.url().startsWith(this.address)) await page.locator("html[data-worker]").waitFor({ state: "attached" });
    this.witness.loaded(page);
  }

  async reload() {
    this.witness.loading(this.page);
    await this.page.reload();
    await this.ready();
  }

  /// A session of Chromium's DevTools protocol on a page.
  cdp(page = this.page) {
    return this.context.newCDPSession(page);
  }

  /// What a screen reader is told: `[{ role, name, description, value, … }]` in document order.
  async spoken(page = this.page) {
    const session = await this.cdp(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    await session.detach();
    const known = new Map(nodes.map((node) => [node.nodeId, node]));
    const inOrder = [];
    for (let open = [nodes[0]]; open.length;) {
      const node = open.pop();
      inOrder.push(node);
      open.push(...(node.childIds ?? []).toReversed().flatMap((id) => known.get(id) ?? []));
    }
    return inOrder.filter((node) => !node.ignored).map((node) => ({
      role: node.role?.value ?? "",
      name: node.name?.value ?? "",
      description: node.description?.value ?? "",
      value: node.value?.value ?? "",
      ...Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
    }));
  }

  /// Lets the page store only so many bytes; without a number, as many as before. Chromium remembers
  /// how much was left when it last asked: set a quota before the first write, or write enough to use
  /// the remembered rest up.
  async quota(bytes, page = this.page) {
    const session = await this.cdp(page);
    const origin = this.address.slice(0, -1);
    await session.send("Storage.overrideQuotaForOrigin", bytes === undefined ? { origin } : { origin, quotaSize: bytes });
    this.quotaSession = session; // The override ends with its session.
  }

  /// Freezes a tab as a phone does with one in the background, or thaws it.
  async lifecycle(state, page = this.page) {
    await (await this.cdp(page)).send("Page.setWebLifecycleState", { state });
  }

  /// SIGKILL for the browser; only with `profile: "kept"`.
  async kill() {
    const gone = new Promise((done) => this.context.once("close", done));
    killOn(this.profile);
    await gone;
  }

  /// Starts the browser again on the same profile, after kill() or context.close().
  async relaunch() {
    this.context = await launchOn(this.profile, this.choices);
    await this.prepare();
    this.page = await this.newPage();
  }

  /// Text of a file that the app wrote through a private picker.
  disk(name) {
    return this.page.evaluate(async (wanted) => {
      const folder = await navigator.storage.getDirectory();
      return (await (await folder.getFileHandle(wanted)).getFile()).text();
    }, name);
  }

  /// A picture for people to look at, in tests/browser/artifacts.
  async shot(name, page = this.page) {
    mkdirSync(ARTIFACTS, { recursive: true });
    const path = join(ARTIFACTS, `${name}.png`);
    await page.screenshot({ path });
    return path;
  }

  async close() {
    asked.requests += this.witness.requests.length;
    asked.afterLoad += this.witness.seen.filter((line) => line.startsWith("request after load")).length;
    asked.again += this.witness.again;
    asked.foreign += this.witness.seen.filter((line) => line.startsWith("foreign request")).length;
    await this.context?.close().catch(() => {});
    await this.server?.close();
    if (this.profile) rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function withoutPickers() {
  for (const name of ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"]) delete window[name];
}

// Headless browsers cannot show a file picker. These answer with real handles from the origin's
// private folder, so that writing and re-reading a file is the browser's own code.
function privatePickers() {
  const folder = () => navigator.storage.getDirectory();
  window.showSaveFilePicker = async ({ suggestedName = "untitled.json" } = {}) =>
    (await folder()).getFileHandle(suggestedName, { create: true });
  window.showOpenFilePicker = async () => {
    const handles = [];
    for await (const handle of (await folder()).values()) handles.push(handle);
    return handles.slice(-1);
  };
}

/// Registers a journey: `journey("sentence", { settings }, async ({ app, page }) => { … })`.
/// It fails on its own assertions and on anything the witness saw.
export function journey(sentence, settings, body) {
  if (typeof settings === "function") return journey(sentence, {}, settings);
  test(sentence, { timeout: settings.timeout_ms ?? 120_000 }, async () => {
    const app = new App(settings);
    try {
      await app.open();
      await body({ app, page: app.page });
      assert.deepEqual(app.witness.complaints(), [], "nothing may go wrong behind the user's back");
    } catch (fault) {
      const name = "failed-" + sentence.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 80);
      await app.shot(name).catch(() => {});
      const seen = app.witness.complaints();
      if (seen.length && fault instanceof Error) fault.message += `\nThe witness saw:\n  ${seen.join("\n  ")}`;
      throw fault;
    } finally {
      await app.close();
    }
  });
}
