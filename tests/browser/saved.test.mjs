// P3: "Saved" is shown only when it is true. Every status change is compared at that moment with what
// a second page of the same origin reads from the storage, while one storage call after the other fails.
// (tests/storage/plan.rs proves the same of the state machine alone, for 60 failing calls and at random.)

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { Dice, figure, hand, journeyOf, mapOf, onlooker, openFile, sleep, times, until } from "./promises.mjs";

const CALLS = times(60, 500);
const KINDS = process.env.PROMISES === "release" ? 3 : 1;
const EDITS = 30; // at least; as many more as it takes until the failing call is reached

/// Storage whose k-th call fails: to be run after `hand`, before the page's first line.
function faults() {
  let left = Infinity;
  let kind = "";
  let calls = 0;
  let failed = 0;
  const fault = (name) => new DOMException("Made to fail by a test", name);
  const due = () => {
    calls++;
    if (--left > 0) return false;
    left = Infinity;
    failed++;
    return true;
  };
  window.__faults = {
    arm(k, which) {
      [left, kind, calls, failed] = [k, which, 0, 0];
    },
    told: () => ({ calls, failed }),
  };
  // throws: the call itself; aborts: it succeeds and its transaction is taken back; closes: the
  // connection goes away under it.
  const wrap = (prototype, name, connection, transaction) => {
    const real = prototype[name];
    prototype[name] = function (...given) {
      if (!due()) return real.apply(this, given);
      if (kind === "throws") throw fault("UnknownError");
      if (kind === "closes") {
        connection(this)?.close();
        return real.apply(this, given);
      }
      const result = real.apply(this, given);
      (result instanceof IDBTransaction ? result : transaction(this))?.abort();
      return result;
    };
  };
  wrap(IDBDatabase.prototype, "transaction", (database) => database, () => null);
  for (const name of ["add", "put", "get", "getAllKeys", "delete"]) {
    wrap(IDBObjectStore.prototype, name, (store) => store.transaction.db, (store) => store.transaction);
  }
  wrap(IDBTransaction.prototype, "commit", (transaction) => transaction.db, (transaction) => transaction);
  const open = indexedDB.open.bind(indexedDB);
  IDBFactory.prototype.open = function (...given) {
    if (!due()) return open(...given);
    if (kind === "throws") throw fault("UnknownError");
    const request = open(...given);
    // It opens, and the page hears of a failure all the same.
    request.addEventListener("success", (event) => {
      request.result.close();
      event.stopImmediatePropagation();
      request.dispatchEvent(new Event("error"));
    }, { capture: true });
    return request;
  };
  // What is claimed is asked for at once.
  const channel = new BroadcastChannel("claims");
  window.__claim = (state, issued) => {
    if (state === "saved") channel.postMessage({ map: location.hash.replace("#map=", ""), issued });
  };
}

journey(`with each of ${CALLS} storage calls failing in turn, "Saved" is never said of an edit that is not stored`, {
  before: `(${hand})(); (${faults})()`, timeout_ms: 60_000 + CALLS * KINDS * 12_000,
}, async ({ app, page }) => {
  const dice = new Dice("P3");
  const look = await onlooker(app);
  await look.evaluate(() => {
    window.claims = [];
    new BroadcastChannel("claims").onmessage = async ({ data: { map, issued } }) => {
      const all = await records(map);
      let there = -1;
      for (const [store, , value] of all) {
        if (store === "heads" || store === "maps") continue;
        const text = new TextDecoder().decode(value).replace(/^.*\n/, "") || "{}";
        const record = JSON.parse(text);
        const title = store === "snapshots" ? record.title : record.about?.after.title;
        if (/^op \d+$/.test(title)) there = Math.max(there, Number(title.slice(3)));
      }
      claims.push({ map, issued, there });
    };
  });

  const reached = { "failing calls": 0, edits: 0, "claims checked": 0, "false Saved": 0, "never saved again": 0 };
  const kinds = ["throws", "aborts", "closes"];
  for (let k = 1; k <= CALLS; k++) {
    for (const kind of KINDS === 3 ? kinds : [kinds[k % 3]]) {
      await page.evaluate(() => __hand.mark(0));
      const before = await mapOf(page);
      if (process.env.SAY) console.log(k, kind, reached);
      await openFile(page, "new.json", journeyOf(1, "op 0"));
      const map = await until(async () => (await mapOf(page)) !== before && mapOf(page));
      await page.evaluate(([k, kind]) => __faults.arm(k, kind), [k, kind]);
      const edits = await page.evaluate(async ([least, pauses]) => {
        for (let n = 1; ; n++) {
          __hand.mark(n);
          __hand.title(`op ${n}`);
          if (pauses[n % pauses.length] || n > least) await new Promise((done) => setTimeout(done, pauses[n % pauses.length]));
          if (n >= least && (__faults.told().failed || n >= 40 * least)) return n;
        }
      }, [EDITS, Array.from({ length: 7 }, () => (Math.floor(k / 3) % 4 === 0 ? 0 : dice.pick([0, 0, 3, 12])))]); // every fourth in one go
      reached.edits += edits;
      const told = await page.evaluate(() => __faults.told());
      reached["failing calls"] += told.failed;
      // Whatever failed once is tried again, and in the end the word is true.
      const end = await until(async () => (await look.evaluate((map) => claims.filter((claim) => claim.map === map), map))
        .find((claim) => claim.issued === edits), 8_000, `"Saved" after call ${k} ${kind}`).catch((fault) => {
        console.log(fault.message);
        return null;
      });
      if (!end) {
        reached["never saved again"]++;
        console.log(`k ${k} ${kind}: ${await page.evaluate(() => __hand.words())}`);
      }
    }
  }
  await sleep(100);
  const claims = await look.evaluate(() => claims);
  reached["claims checked"] = claims.length;
  for (const { map, issued, there } of claims.filter(({ issued, there }) => issued > 0 && there < issued)) {
    reached["false Saved"]++;
    console.log(`${map}: "Saved" of edit ${issued} while ${there} was stored`);
  }
  figure("P3", reached);
  assert.equal(reached["false Saved"], 0);
  assert.equal(reached["never saved again"], 0);
  assert.ok(reached["failing calls"] > CALLS * KINDS * 0.9, "the failures really happened");
});
