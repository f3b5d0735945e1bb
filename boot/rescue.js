// Saves the map when the app breaks. Plain script, loaded before the app and needing nothing of it:
// a broken wasm program goes on half alive, so the first trap or panic ends everything here.
"use strict";
{
  const FORMAT = "desire-path-rescue";
  const SETTLED_MS = 10000;
  const pending = new Map(); // map -> Map(sequence -> patch): committed edits on their way to the disk
  const loadedAt = Date.now();
  let current = null;
  let latched = false;

  // ── Failed starts: three of them in a row, and the app is not started again by itself.
  const memory = (store, name, value) => {
    try {
      if (value === undefined) return store().getItem(name);
      value === null ? store().removeItem(name) : store().setItem(name, value);
    } catch { /* no storage here: nothing is counted */ }
    return null;
  };
  const starting = (value) => memory(() => sessionStorage, "desire-path:starting", value);
  const failures = (value) => memory(() => localStorage, "desire-path:failed-starts", value);
  const failed = () => failures(String(Number(failures()) + 1));
  if (starting()) failed();
  const safe = Number(failures()) >= 3;
  if (!safe) starting("1");
  addEventListener("pagehide", () => latched || starting(null));

  // ── The latch.
  const broken = (message) => {
    if (latched || safe) return;
    latched = true;
    starting(null);
    if (Date.now() - loadedAt < SETTLED_MS) failed();
    console.error("Desire Path has stopped:", message);
    show("The app has stopped.",
      "Something inside it went wrong, so it takes no more edits. Your map is kept in this browser: " +
      "reload to go on with it, or download a copy first.", String(message));
  };
  const concernsApp = (error) => error instanceof WebAssembly.RuntimeError ||
    /call stack|recursion/i.test(error?.message ?? "") || /wasm/.test(error?.stack ?? "");
  if (typeof WebAssembly === "object") {
    addEventListener("error", (event) => concernsApp(event.error) && broken(event.error));
    addEventListener("unhandledrejection", (event) => concernsApp(event.reason) && broken(event.reason));
  }
  // Nothing reaches the broken app any more: these listeners are older than any of its own.
  const stop = (event) => {
    if (!latched || event.target?.closest?.(".rescue")) return;
    event.stopImmediatePropagation();
    if (event.type !== "beforeunload" && event.cancelable) event.preventDefault();
  };
  for (const type of ("keydown keyup keypress beforeinput input change submit pointerdown pointermove pointerup " +
    "pointercancel mousedown mousemove mouseup click dblclick auxclick contextmenu wheel touchstart touchmove " +
    "touchend dragstart dragover drop cut copy paste focusin hashchange popstate beforeunload").split(" ")) {
    addEventListener(type, stop, { capture: true, passive: false });
  }

  // ── What is stored, read without the app.
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const read = async (job) => {
    const request = indexedDB.open("desire-path");
    request.onupgradeneeded = () => request.transaction.abort(); // there is none: make none
    const database = await answer(request);
    try {
      return await job(database.transaction(["maps", "heads", "snapshots", "journal"]));
    } finally {
      database.close();
    }
  };
  const text = (bytes) => {
    if (!(bytes instanceof Uint8Array)) return null;
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      let one = "";
      for (const byte of bytes) one += String.fromCharCode(byte);
      return { bytes: one };
    }
  };
  const recordsOf = (map) => read(async (transaction) => {
    const range = IDBKeyRange.bound([map], [map, []]);
    const records = [];
    for (const [store, kind, keys] of [["heads", "head", map], ["snapshots", "snapshot", range], ["journal", "journal", range]]) {
      const [names, values] = await Promise.all([
        answer(transaction.objectStore(store).getAllKeys(keys)),
        answer(transaction.objectStore(store).getAll(keys)),
      ]);
      names.forEach((key, at) => records.push([kind, Number.isInteger(key[1]) ? key[1] : null, text(values[at])]));
    }
    return records;
  });
  const maps = () => read(async (transaction) => {
    const titles = new Map();
    for (const key of await answer(transaction.objectStore("snapshots").getAllKeys())) {
      const id = Array.isArray(key) ? key[0] : key;
      if (typeof id === "string") titles.set(id, "");
    }
    const [ids, entries] = await Promise.all([
      answer(transaction.objectStore("maps").getAllKeys()), answer(transaction.objectStore("maps").getAll()),
    ]);
    ids.forEach((id, at) => {
      let title = "";
      try { title = JSON.parse(text(entries[at]).replace(/^.*\n/, ""))[0].title; } catch { /* damaged: by its id */ }
      titles.set(id, title);
    });
    return [...titles].sort(([a], [b]) => (b === current) - (a === current));
  });
  // Every record as it lies there, sound or not: the app decides when it opens the file.
  const download = async (map, say) => {
    let records = [];
    try {
      records = await recordsOf(map);
    } catch (error) {
      say(`The browser's storage can't be read (${error?.name ?? error}).`);
    }
    const waiting = [...(pending.get(map) ?? [])];
    if (!records.length && !waiting.length) return;
    const file = JSON.stringify({ format: FORMAT, version: 1, map, records, pending: waiting });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = `desire-path-rescue-${map}.json`;
    link.click();
    say("Downloaded. Open this file in the app like any other map.");
  };

  // ── The screen.
  const make = (name, content, into) => {
    const element = document.createElement(name);
    if (content) element.textContent = content;
    into?.append(element);
    return element;
  };
  const button = (label, into, click) => {
    const made = make("button", label, into);
    made.type = "button";
    made.addEventListener("click", click);
    return made;
  };
  const again = (hash) => {
    failures(null);
    starting(null);
    if (hash !== undefined) history.replaceState(null, "", location.pathname + location.search + hash);
    location.reload();
  };
  const show = (title, sentence, cause) => {
    if (!document.body) {
      addEventListener("DOMContentLoaded", () => show(title, sentence, cause), { once: true });
      return;
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const screen = make("dialog");
    screen.className = "rescue";
    screen.setAttribute("role", "alertdialog");
    screen.addEventListener("cancel", (event) => event.preventDefault());
    const box = make("div", "", screen);
    make("h1", title, box).id = "rescue-title";
    screen.setAttribute("aria-labelledby", "rescue-title");
    make("p", sentence, box);
    const actions = make("p", "", box);
    const said = make("p", "", box);
    said.setAttribute("role", "status");
    const say = (words) => { said.textContent = words; };
    if (current && !safe) button("Download my map", actions, () => download(current, say)).className = "rescue-first";
    button(safe ? "Try again" : "Reload", actions, () => safe ? again() : location.reload());
    if (safe) button("Start without opening a map", actions, () => again("#"));
    const list = make("ul", "", box);
    if (cause) {
      const details = make("details", "", box);
      make("summary", "What happened", details);
      make("pre", cause, details);
    }
    for (const other of document.body.children) other.inert = true;
    document.body.append(screen);
    screen.showModal();
    maps().then((found) => {
      for (const [id, name] of found) {
        if (id === current && !safe) continue;
        const item = make("li", "", list);
        make("span", name || `Map ${id}`, item);
        button("Download", item, () => download(id, say));
      }
    }).catch(() => say(current ? "" : "The browser's storage can't be read, so no map can be listed."));
  };
  const STYLE = `
    .rescue { position: fixed; inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none; margin: 0;
      padding: 0; border: 0; overflow: auto; background: Canvas; color: CanvasText; color-scheme: light dark;
      font: 1rem/1.5 system-ui, sans-serif; }
    .rescue > div { max-width: 38rem; margin: 12vh auto 4rem; padding: 0 1.5rem; overflow-wrap: anywhere; }
    .rescue h1 { font-size: 1.6rem; line-height: 1.2; }
    .rescue button { font: inherit; min-height: 2.5rem; margin: 0 .6rem .6rem 0; padding: .3rem 1.1rem; border: 1px solid;
      border-radius: 8px; background: Canvas; color: CanvasText; cursor: pointer; }
    .rescue .rescue-first { background: #17694a; border-color: #17694a; color: #fff; }
    .rescue button:focus-visible { outline: 3px solid #4aa3df; outline-offset: 2px; }
    .rescue ul { padding: 0; list-style: none; }
    .rescue li { display: flex; align-items: center; justify-content: space-between; gap: 1rem; }
    .rescue pre { white-space: pre-wrap; font-size: .8rem; }`;

  // ── What the app tells.
  window.desirePathRescue = Object.freeze({
    safe,
    started() {
      starting(null);
      setTimeout(() => latched || failures(null), SETTLED_MS);
    },
    broken,
    latched: () => latched,
    pending(map, sequence, patch) {
      current = map;
      if (!pending.has(map)) pending.set(map, new Map());
      pending.get(map).set(sequence, patch);
    },
    stored(map, sequence) {
      current = map;
      for (const at of pending.get(map)?.keys() ?? []) if (at <= sequence) pending.get(map).delete(at);
    },
  });
  if (safe) {
    show("The app did not start three times in a row.",
      "Your maps are still in this browser. Download copies of them, then try again. If it is one map that stops " +
      "the app, start without opening it.");
  }
}
