// P1: after any crash at most one second of edits is gone, and no saved map is ever unreadable.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { Dice, fileOf, figure, flaws, hand, journeyOf, listen, mapOf, median, openMap, sleep, times } from "./promises.mjs";

const KILLS = times(25, 200);
const PER_SECOND = 20;

/// The edits up to `n` that leave a touchpoint, and the title that they leave.
const touchpointsOf = (n) => Array.from({ length: n + 1 }, (_, at) => at).filter((at) => at % 4 === 3);
const titleOf = (n) => `op ${n % 4 === 3 ? n - 1 : n}`;

journey(`${KILLS} SIGKILLs of the browser while a map of 500 touchpoints is edited lose no edit that was called saved`, {
  profile: "kept", before: hand, timeout_ms: 60_000 + KILLS * 30_000,
}, async ({ app, page }) => {
  const dice = new Dice("P1");
  const map = await openMap(page, journeyOf(500));
  app.settings.path = `#map=${map}`;
  const reached = { kills: 0, unreadable: 0, "acknowledged lost": 0, edits: 0 };
  const lost_ms = [];
  let last = 0; // The latest edit that is known to be there.

  for (let kill = 0; kill < KILLS; kill++) {
    // As near as work is done: what is drawn is what a person sees at full size.
    await app.page.keyboard.press("Shift+Digit0");
    const heard = listen(app.page);
    await app.page.evaluate(([first, pause]) => __hand.start(first, pause), [last + 1, 1000 / PER_SECOND]);
    await sleep(dice.between(150, 1500));
    const killed = Date.now();
    await app.kill();
    reached.kills++;
    const issued = [...heard.issued.keys()].at(-1) ?? last;
    reached.edits += issued - last;

    await app.relaunch();
    await app.page.locator('.saved[data-state="saved"]').waitFor();
    assert.equal(await mapOf(app.page), map);
    const file = await fileOf(app.page);
    const wrong = flaws(file);
    if (wrong.length || await app.page.locator(".notice.bad").count()) {
      reached.unreadable++;
      console.log(`kill ${kill}: ${wrong.join("; ")} ${await app.page.locator(".notices").textContent()}`);
    }

    // What is there must be what some edit left, whole: no edit without the ones before it.
    const saved = JSON.parse(file);
    const pasted = saved.touchpoints.map(({ name }) => Number(/^op (\d+)$/.exec(name)?.[1])).filter(Number.isFinite);
    const there = Math.max(Number(saved.title.replace("op ", "")), ...pasted, 0);
    assert.equal(saved.title, titleOf(there));
    assert.deepEqual(pasted.sort((a, b) => a - b), touchpointsOf(there), "every edit up to the last one is there");
    assert.equal(saved.touchpoints.length, 500 + pasted.length);

    if (heard.acknowledged > there) {
      reached["acknowledged lost"] += heard.acknowledged - there;
      console.log(`kill ${kill}: ${heard.acknowledged} was called saved and ${there} is there`);
    }
    const missing = heard.issued.get(there + 1);
    lost_ms.push(missing === undefined ? 0 : killed - missing);
    last = there;
  }
  figure("P1", { ...reached, "lost p50 ms": median(lost_ms), "lost max ms": Math.max(...lost_ms), "edits per kill": reached.edits / KILLS });
  assert.equal(reached.unreadable, 0);
  assert.equal(reached["acknowledged lost"], 0);
  assert.ok(Math.max(...lost_ms) <= 1000);
});
