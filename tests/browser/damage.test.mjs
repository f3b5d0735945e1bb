// P5: a damaged saved map is never overwritten or thrown away. Every damage is done to a map of its
// own, straight in IndexedDB; then the app opens it, edits it, closes it, and opens it again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey } from "./app.mjs";
import { Dice, figure, hand, journeyOf, onlooker, seal, times, until } from "./promises.mjs";

const DAMAGES = times(200, 2_000);
const PER_LOAD = 25;

/// A sound map: three snapshots, and the journal since the first; record n leaves the title "op n".
function soundMap(map) {
  const records = new Map();
  const snapshot = (n) => records.set(`snapshots ${n}`, { store: "snapshots", sequence: n, bytes: seal("snapshot", map, n, journeyOf(3, `op ${n}`)) });
  const patch = (n) => JSON.stringify({ about: { before: about(n - 1), after: about(n) } });
  const about = (n) => ({ title: `op ${n}`, currency: "EUR", period: "month" });
  for (let n = 1; n <= 24; n++) records.set(`journal ${n}`, { store: "journal", sequence: n, bytes: seal("journal", map, n, patch(n)) });
  for (const n of [0, 8, 16]) snapshot(n);
  records.set("heads", { store: "heads", sequence: null, bytes: seal("head", map, 24, "1000 1000 1760000000000") });
  records.set("maps", { store: "maps", sequence: null, bytes: seal("entry", map, 24, JSON.stringify([{ title: `map ${map}`, touchpoints: 3, thumbnail: null }, 500])) });
  return records;
}

/// Ways to damage a record's bytes; a value that is no bytes stands for itself.
const HARMS = {
  truncate: (bytes, dice) => bytes.subarray(0, dice.between(0, bytes.length - 1)),
  "flip a bit": (bytes, dice) => {
    const harmed = Buffer.from(bytes);
    harmed[dice.between(0, harmed.length - 1)] ^= 1 << dice.between(0, 7);
    return harmed;
  },
  empty: () => Buffer.alloc(0),
  "a burst of zeroes": (bytes, dice) => {
    const harmed = Buffer.from(bytes);
    const from = dice.between(0, harmed.length - 1);
    return harmed.fill(0, from, Math.min(from + 64, harmed.length));
  },
  "wrong type": (_, dice) => dice.pick([null, "text", 7, { title: "x" }, [1, 2]]),
  "other map": (_, dice, record, map) => seal(record.store.replace(/s$/, ""), `${map}x`, record.sequence ?? 24, "{}"),
  "future version": (bytes, _, record, map) =>
    seal(record.store.replace(/s$/, ""), map, record.sequence ?? 24, bytes.subarray(bytes.indexOf(10) + 1), 2),
  missing: () => undefined,
};

/// What the app should come to: the newest sound snapshot, and the journal after it without a gap.
function expected(records, harmed) {
  const sound = (name) => records.has(name) && !harmed.has(name);
  const start = [16, 8, 0].find((n) => sound(`snapshots ${n}`));
  if (start === undefined) return null;
  let at = start;
  while (sound(`journal ${at + 1}`)) at++;
  return { at, newest: start };
}

journey(`${DAMAGES} damages of stored maps: none is overwritten, all can be had raw, and the rest opens`, {
  before: hand, timeout_ms: 60_000 + DAMAGES * 5_000,
}, async ({ app, page }) => {
  const dice = new Dice("P5");
  // The app makes its database; the damage is done by another page.
  await page.waitForFunction(() => indexedDB.databases().then((all) => all.some(({ name }) => name === "desire-path")));
  const look = await onlooker(app);
  const reached = { damages: 0, overwritten: 0, panics: 0, "raw copy offered": 0, "opened as far as sound": 0, "nothing sound": 0, "opened otherwise": 0, "no work harmed": 0 };
  const names = Object.keys(HARMS);

  for (let done = 0; done < DAMAGES; done += PER_LOAD) {
    const cases = [];
    for (let at = done; at < Math.min(done + PER_LOAD, DAMAGES); at++) {
      const map = `d${at}`;
      const records = soundMap(map);
      const harmed = new Map();
      const harm = names[at % names.length];
      // Mostly one record; sometimes several, sometimes all snapshots.
      const all = [...records.keys()].filter((name) => name.startsWith("s") || name.startsWith("j") || name === "heads");
      const targets = at % 25 === 24 ? all.filter((name) => name.startsWith("s"))
        : at % 5 === 4 ? [dice.pick(all), dice.pick(all), dice.pick(all)] : [dice.pick(all)];
      for (const name of targets) {
        const record = records.get(name);
        harmed.set(name, record.bytes = HARMS[harm](record.bytes, dice, record, map));
      }
      cases.push({ map, harm, records, harmed });
    }
    await look.evaluate((all) => stores("readwrite", async (transaction) => {
      for (const { map, list } of all) {
        for (const { store, sequence, bytes, value } of list) {
          const key = sequence === null ? map : [map, sequence];
          const content = bytes === null ? value : Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
          transaction.objectStore(store).put(content, key);
        }
      }
    }), cases.map(({ map, records }) => ({ map, list: [...records.values()].filter(({ bytes }) => bytes !== undefined).map((record) => ({
      ...record, ...(Buffer.isBuffer(record.bytes) ? { bytes: record.bytes.toString("base64") } : { bytes: null, value: record.bytes }),
    })) })));

    for (const { map, harm, records, harmed } of cases) {
      reached.damages++;
      const where = `${harm} of ${[...harmed.keys()].join(" and ")}`;
      const aim = expected(records, harmed);
      let raw = null;
      const saving = (download) => {
        raw = download;
      };
      page.on("download", saving);
      await page.evaluate((map) => {
        location.hash = `#map=${map}`;
      }, map);
      // It opens, or it is said why not.
      const came = await until(() => page.evaluate(() => {
        if (document.querySelector("dialog.rescue")) return "panic";
        const title = window.__hand.shown();
        const ready = document.querySelector('.saved[data-state="saved"], .saved[data-state="bad"]');
        return ready && /^op \d+$/.test(title) ? `${title} ${ready.dataset.state}` : !location.hash && document.querySelector(".start") && document.querySelector(".notice.bad") ? "refused" : null;
      }), 8_000, `an answer after ${where}`).catch((fault) => fault.message);

      // The newest records hold everything: then the harm costs nothing.
      const titled = aim && `op ${aim.at}`;
      if (came === "panic") reached.panics++;
      else if (came.startsWith("op") && titled === came.split(" ").slice(0, 2).join(" ")) reached["opened as far as sound"]++;
      else if (came === "refused" && !aim) reached["nothing sound"]++;
      else {
        reached["opened otherwise"]++;
        console.log(`${where}: should come to ${titled ?? "refused"} and came to ${came}`);
      }

      // Edited and closed: a snapshot is taken and housekeeping done.
      if (came.endsWith("saved")) {
        await page.evaluate(() => __hand.title("op 1000"));
        await page.locator('.saved[data-state="saved"]').waitFor();
      }
      if (came === "panic") {
        console.log(`${where}: ${await page.locator(".rescue pre").textContent()}`);
        await page.goto(app.address);
        await app.ready(page);
      }
      await page.evaluate(() => {
        location.hash = "";
        for (const close of document.querySelectorAll(".notice button")) close.click();
      });
      await page.locator(".start").waitFor();

      // A head and an entry hold no work: they may be made anew, and nobody needs them raw.
      const work = [...harmed].filter(([name]) => name !== "heads");
      // Where a record is gone and newer ones hold all of it, nothing can tell: old records go in time.
      const untold = harm === "missing" && aim?.at === 24;
      if (work.length && !untold) {
        await until(() => raw, 3_000, "a raw copy").then(() => reached["raw copy offered"]++, () => console.log(`${where}: no raw copy is offered`));
      } else {
        reached["no work harmed"]++;
      }
      page.off("download", saving);
      if (raw && work.length) {
        // The raw copy holds every record as it lay there.
        const file = JSON.parse(readFileSync(await raw.path(), "utf8"));
        const lay = [...records.values()].filter(({ store, bytes }) => bytes !== undefined && store !== "maps").length;
        assert.ok(file.map === map && file.records.length >= lay, `${where}: the raw copy holds ${file.records.length} of ${lay} records`);
      }
      // Every damaged byte still lies where it lay.
      const there = await look.evaluate(async (map) => (await records(map)).map(([store, key, value]) => [
        store, Array.isArray(key) ? key[1] : null, value instanceof Uint8Array ? btoa(String.fromCharCode(...value)) : JSON.stringify(value),
      ]), map);
      for (const [name, bytes] of work.filter(([, bytes]) => bytes !== undefined)) {
        const { store, sequence } = records.get(name);
        const now = there.find(([of, at]) => of === store && at === sequence)?.[2];
        const then = Buffer.isBuffer(bytes) ? bytes.toString("base64") : JSON.stringify(bytes);
        if (now !== then) {
          reached.overwritten++;
          console.log(`${where}: ${name} was ${now === undefined ? "deleted" : "changed"}`);
        }
      }
    }
    await app.reload();
  }
  figure("P5", reached);
  assert.equal(reached.overwritten, 0);
  assert.equal(reached.panics, 0);
  assert.equal(reached["raw copy offered"] + reached["no work harmed"], reached.damages, "everyone can have the raw copy");
  assert.ok(reached["opened as far as sound"] >= 0.95 * (reached.damages - reached["nothing sound"]));
});
