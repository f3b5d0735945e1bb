// P2: closing, reloading, navigating or switching away right after an edit loses nothing.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { Dice, bodyOf, figure, hand, hide, journeyOf, onlooker, openMap, recordsOf, sleep, times } from "./promises.mjs";

const RUNS = times(40, 400);

const EXITS = {
  reload: (page) => page.reload(),
  close: (page) => page.close(),
  navigate: (page) => page.goto("about:blank"),
  // A phone hides a tab, and ends it without another word.
  async "switch away"(page, app) {
    await hide(page);
    const session = await app.cdp(page);
    await Promise.race([session.send("Page.crash").catch(() => {}), sleep(300)]);
    await page.close();
  },
};

for (const [sentence, burst] of [["one edit", 1], ["five edits in a row", 5]]) {
  journey(`${sentence}, and the tab is left after 0 to 300 ms: nothing is lost in ${RUNS / 2} runs`, {
    before: hand, timeout_ms: 60_000 + RUNS * 10_000,
    // Where an edit is not stored yet, the browser may ask the person; this one wants to leave.
    leaves: true,
  }, async ({ app, page }) => {
    const dice = new Dice("P2");
    const map = await openMap(page, journeyOf(40));
    const look = await onlooker(app);
    const lost = Object.fromEntries(Object.keys(EXITS).map((exit) => [exit, 0]));
    let n = 0;
    for (let run = 0; run < RUNS / 2; run++) {
      const exit = Object.keys(EXITS)[run % 4];
      const pause = run < 8 ? 0 : dice.between(0, 300);
      await page.evaluate(([from, edits]) => {
        for (let at = 0; at < edits; at++) __hand.title(`op ${from + at}`);
      }, [n + 1, burst]);
      n += burst;
      if (pause) await sleep(pause);
      app.witness.loading(page);
      await EXITS[exit](page, app);
      if (page.isClosed()) page = await app.context.newPage();
      // A look at the disk first, before the app gets another chance to write.
      const stored = await recordsOf(look, map);
      const there = stored.some((record) => record.store !== "heads" && bodyOf(record).includes(`"op ${n}"`));
      await page.goto(`${app.address}#map=${map}`);
      await app.ready(page);
      await page.locator('.saved[data-state="saved"]').waitFor();
      const shown = await page.evaluate(() => __hand.shown());
      if (!there || shown !== `op ${n}`) {
        lost[exit]++;
        console.log(`run ${run}: ${exit} ${pause} ms after edit ${n}: "${shown}" is there`);
        n = Number(shown.replace("op ", ""));
      }
    }
    figure("P2", { "edits in a row": burst, runs: RUNS / 2, ...Object.fromEntries(Object.entries(lost).map(([exit, count]) => [`lost by ${exit}`, count])) });
    assert.deepEqual(Object.values(lost), [0, 0, 0, 0]);
  });
}
