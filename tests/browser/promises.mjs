// What the tests of promises share: dice that can be thrown again, an editor's hand, a look at what
// is stored, and the figures that were reached.

import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/// How often something is done: the CI figure, or with PROMISES=release the release figure;
/// TIMES=n sets it while a test is looked into.
export const times = (ci, release) => Number(process.env.TIMES) || (process.env.PROMISES === "release" ? release : ci);

/// Says what a test reached, in one line that can be found again.
export function figure(promise, reached) {
  const said = Object.entries(reached).map(([name, value]) => `${name} ${typeof value === "number" ? Math.round(value * 10) / 10 : value}`);
  console.log(`${promise} reached: ${said.join(", ")}`);
}

/// Dice that fall the same way for the same seed: `SEED=n node --test …` throws them again.
export class Dice {
  constructor(promise) {
    this.seed = process.env.SEED ?? String(Date.now() % 1_000_000);
    this.thrown = 0;
    console.log(`${promise} dice: SEED=${this.seed}`);
  }

  /// A number from 0 to below 1.
  fraction() {
    return createHash("sha256").update(`${this.seed} ${this.thrown++}`).digest().readUInt32BE(0) / 2 ** 32;
  }

  /// A whole number from `low` to `high`, both possible.
  between(low, high) {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  pick(list) {
    return list[this.between(0, list.length - 1)];
  }
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/// Waits until `look` gives something true, and gives it.
export async function until(look, patience_ms = 10_000, what = "what was waited for") {
  const start = Date.now();
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() - start > patience_ms) throw new Error(`${what} did not come within ${patience_ms} ms`);
    await sleep(15);
  }
}

/// Waits until a page has done what it set out to do: nothing waits its turn, and what it began to write is
/// written. Not a time: on a busy machine it takes longer.
export const calm = (page) => page.evaluate(async () => {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (let round = 0; round < 3; round++) {
    await scheduler.postTask(() => {}, { priority: "background" }); // behind everything that waits its turn
    const database = await answer(indexedDB.open("desire-path"));
    // A look at all stores has to wait for the writes that were begun before it.
    const names = [...database.objectStoreNames];
    await answer(database.transaction(names).objectStore(names[0]).count());
    database.close();
  }
});

/// Tells a page that it is hidden, as one is that somebody switches away from, or that it is seen again.
export const hide = (page, hidden = true) => page.evaluate((hidden) => {
  for (const [name, value] of [["hidden", hidden], ["visibilityState", hidden ? "hidden" : "visible"]]) {
    Object.defineProperty(document, name, { configurable: true, get: () => value });
  }
  document.dispatchEvent(new Event("visibilitychange"));
}, hidden);

/// Keeps the memory of wasm within reach of a test, in bytes: the page's own is `window.__memory.buffer.byteLength`, and
/// what its worker had at the end of its latest job `window.__worker`. Neither ever shrinks. To be run before a page's first line.
export function keepMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      const memory = (made.instance ?? made).exports?.memory;
      if (memory) window.__memory = memory;
      return made;
    };
  }
  window.__worker = 0;
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data.bytes) window.__worker = data.bytes;
      });
    }
  };
}

/// What a page has: bytes of wasm's memory (with `keepMemory`) and of its scripts', nodes and listeners.
export async function measured(page, session) {
  // What is gone from the page is gone for good once the browser has swept twice.
  for (let sweep = 0; sweep < 2; sweep++) {
    await page.waitForTimeout(100);
    await session.send("HeapProfiler.collectGarbage");
  }
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    wasm: await page.evaluate(() => window.__memory.buffer.byteLength),
    heap: of("JSHeapUsedSize"),
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
  };
}

/// The page's own work so far, in milliseconds: not what other programs took meanwhile.
export async function work(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

/// The median of some numbers.
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/// A hand that edits without a mouse, and an eye on the status: to be run in each page before its
/// first line (`before: hand`). Each edit goes through the app's own handlers and is one commit.
export function hand() {
  let issued = 0;
  let timer = 0;
  window.__hand = {
    /// The title becomes "op N": one edit.
    title(words) {
      const field = document.querySelector(".topbar .title");
      if (!field) return false;
      field.value = words;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      return true;
    },
    /// A touchpoint of this name comes out of the clipboard: one edit.
    paste(name) {
      const text = JSON.stringify({ format: "desire-path", version: 1, touchpoints: [{ id: "p", name }] });
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      return true;
    },
    /// Edit number `n`: mostly a title, every fourth a touchpoint.
    op(n) {
      issued = n;
      const done = n % 4 === 3 ? this.paste(`op ${n}`) : this.title(`op ${n}`);
      console.debug(`issued ${n} ${Date.now()}`);
      return done;
    },
    /// Says that what follows speaks of edit number `n`.
    mark(n) {
      issued = n;
    },
    start(first, pause_ms) {
      let n = first;
      this.op(n);
      timer = setInterval(() => this.op(++n), pause_ms);
    },
    halt() {
      clearInterval(timer);
      return issued;
    },
    /// Every change of the status, with its time.
    changes: [],
    state: () => document.querySelector(".saved")?.dataset.state ?? null,
    words: () => document.querySelector(".saved")?.textContent ?? null,
    /// The title of the journey that is on the screen, not of the field.
    shown: () => document.title.replace(/ [-–—·|] Desire Path$/, ""),
  };
  // Every change of the status is told with the latest edit that it speaks of.
  const seen = () => {
    const state = window.__hand.state();
    if (state === seen.last) return;
    seen.last = state;
    window.__hand.changes.push([state, Date.now()]);
    console.debug(`status ${state} ${issued} ${Date.now()}`);
    window.__claim?.(state, issued);
  };
  new MutationObserver(seen).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] });
}

/// What `hand` said on this page: issued edits with their times, and the latest that was called saved.
export function listen(page) {
  const heard = { issued: new Map(), acknowledged: -1, states: [] };
  page.on("console", (message) => {
    const [word, ...rest] = message.text().split(" ");
    if (word === "issued") heard.issued.set(Number(rest[0]), Number(rest[1]));
    if (word === "status") {
      heard.states.push({ state: rest[0], issued: Number(rest[1]), at: Number(rest[2]) });
      if (rest[0] === "saved") heard.acknowledged = Math.max(heard.acknowledged, Number(rest[1]));
    }
  });
  return heard;
}

/// A page of the app's own origin that is not the app: it looks into the storage.
export async function onlooker(app) {
  const page = await app.context.newPage();
  const html = '<!doctype html><link rel="icon" href="data:,"><title>Onlooker</title>';
  await page.route("**/onlooker", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(app.address + "onlooker");
  app.witness.loaded(page);
  await page.evaluate(() => {
    window.answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    window.stores = async (mode, job) => {
      const database = await answer(indexedDB.open("desire-path"));
      try {
        const transaction = database.transaction(["maps", "heads", "snapshots", "journal", "views"], mode);
        const ended = new Promise((resolve, reject) => {
          transaction.oncomplete = resolve;
          transaction.onabort = () => reject(transaction.error);
        });
        const result = await job(transaction);
        await ended;
        return result;
      } finally {
        database.close();
      }
    };
    /// Every record of a map: `[store, key, text or null]`.
    window.records = (map) => stores("readonly", async (transaction) => {
      const all = [];
      for (const store of ["maps", "heads", "snapshots", "journal"]) {
        const range = store === "maps" || store === "heads" ? map : IDBKeyRange.bound([map], [map, []]);
        const [keys, values] = await Promise.all([
          answer(transaction.objectStore(store).getAllKeys(range)), answer(transaction.objectStore(store).getAll(range)),
        ]);
        keys.forEach((key, at) => all.push([store, key, values[at]]));
      }
      return all;
    });
  });
  return page;
}

/// Every record of a map as `{ store, key, sequence, text }`; `text` is null for another type.
export const recordsOf = (onlooker, map) => onlooker.evaluate(async (map) => {
  const all = await records(map);
  return all.map(([store, key, value]) => ({
    store, key,
    sequence: Array.isArray(key) ? key[1] : null,
    text: value instanceof Uint8Array ? new TextDecoder().decode(value) : null,
  }));
}, map);

/// What sealed records say: the text behind the first line.
export const bodyOf = (record) => record.text.slice(record.text.indexOf("\n") + 1);

/// A record as the app seals it (see src/browser/storage/record.rs).
export function seal(kind, map, sequence, text, schema = 1) {
  const body = Buffer.from(text);
  const header = (checksum) => `desire-path ${schema} ${kind} ${sequence} ${body.length} ${checksum} ${map}\n`;
  const checksum = crc32(body, crc32(Buffer.from(header(0))));
  return Buffer.concat([Buffer.from(header(checksum)), body]);
}

/// The id of the map that a page shows.
export const mapOf = (page) => page.evaluate(() => location.hash.replace("#map=", ""));

/// Gives a file to the app's own file input, by the key that a person presses or the button on *Start*.
export async function openFile(page, name, content) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.evaluate(() => !!document.querySelector(".map-screen")).then((map) =>
      map ? page.keyboard.press("Control+o") : page.getByRole("button", { name: "Open a file" }).click()),
  ]);
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

/// Opens a file as a map and waits until it is stored; gives the map's id.
export async function openMap(page, content, name = "given.journey.json") {
  const before = await mapOf(page);
  await openFile(page, name, content);
  const map = await until(async () => {
    const now = await mapOf(page);
    return now !== before && now;
  }, 10_000, `the map of ${name}`);
  await page.locator('.saved[data-state="saved"]').waitFor();
  return map;
}

/// The journey that is open, as the file that the app would save.
export async function fileOf(page) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/// A journey of so many touchpoints in rows, with stages, an outcome and ways back.
export function journeyOf(touchpoints, title = "op 0") {
  const perRow = 25;
  const all = Array.from({ length: touchpoints }, (_, at) => ({
    id: `t${at}`, name: `Touchpoint ${at}`,
    burdens: { effort: { assumed: at % 10 } }, drop_off: { share: 0.002 },
    position: { x: (at % perRow) * 260, y: Math.floor(at / perRow) * 180 },
  }));
  const ways = [];
  for (let at = 0; at + 1 < touchpoints; at++) ways.push({ id: `w${at}`, from: `t${at}`, to: `t${at + 1}` });
  for (let at = 50; at < touchpoints; at += 50) ways.push({ id: `b${at}`, from: `t${at}`, to: `t${at - 20}`, probability: 0.1 });
  if (touchpoints) ways.push({ id: "end", from: `t${touchpoints - 1}`, to: "done" });
  return JSON.stringify({
    format: "desire-path", version: 1, title, touchpoints: all,
    outcomes: [{ id: "done", name: "Done", kind: "success", position: { x: perRow * 260, y: 0 } }],
    segments: [{ id: "all", name: "Everyone", volume: 1000, entry: touchpoints ? { t0: 1 } : {} }],
    transitions: ways,
  });
}

/// What must be true of every saved journey (I1, I2, I4 and I10 of promises.md), as a list of what is not.
export function flaws(text) {
  const wrong = [];
  let journey;
  try {
    journey = JSON.parse(text);
  } catch (fault) {
    return [`no JSON: ${fault.message}`];
  }
  if (journey.format !== "desire-path" || !(journey.version >= 1)) wrong.push("I10: no format or version");
  const places = [...(journey.touchpoints ?? []), ...(journey.outcomes ?? [])].map(({ id }) => id);
  const ids = new Set(places);
  if (ids.size !== places.length || places.some((id) => !id || id.length > 64)) wrong.push("I1: ids are not unique");
  for (const way of journey.transitions ?? []) {
    if (!ids.has(way.from) || !ids.has(way.to)) wrong.push(`I2: ${way.id} leads nowhere`);
  }
  for (const { id, position } of journey.touchpoints ?? []) {
    if (position && !(Math.abs(position.x) <= 1e6 && Math.abs(position.y) <= 1e6)) wrong.push(`I4: ${id} is nowhere`);
  }
  return wrong;
}

/// The longest that one task holds the page's thread while something is done, in milliseconds of the
/// processor's time: what else the machine does does not count.
export async function longestTask(page, act) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const done = new Promise((over) => session.once("Tracing.tracingComplete", over));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline"] } });
  await act();
  await session.send("Tracing.end");
  await done;
  await session.detach();
  const threads = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = events.filter(({ name, ph, tdur, pid, tid }) => /RunTask$/.test(name) && ph === "X" && tdur !== undefined && threads.has(`${pid} ${tid}`));
  return Math.max(0, ...tasks.map(({ tdur }) => tdur / 1000));
}
