// P21: a workshop day in minutes. Real keys, mouse and wheel for thousands of edits, as fast as the page
// takes them; memory, what is on the page and the work of an edit at the end are as at the start.
// No key may be lost. SOAK=1 prints a line a round. Files are run in the order of their names, and this one takes
// longest: so it has a name that begins.

import assert from "node:assert/strict";
import { journey } from "./app.mjs";
import { Dice, figure, keepMemory, mapOf, measured, times, until, work } from "./promises.mjs";

const EDITS = times(10_000, 50_000);
const MORE_WORK = 1.2; // How much more an edit at the end may take than one at the start.
const ROUND = 500; // Edits between two measurements, each taken of the same empty map.

const NAMED = { ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Escape: 27, Tab: 9, Enter: 13, Delete: 46 };
const MODIFIERS = { Alt: 1, Control: 2, Shift: 8 };

/** Real input, sent on without waiting for the answer to each key: `await` only where the page must be looked at. */
class Hand {
  constructor(session) {
    this.session = session;
    this.sent = [];
    this.latest = []; // The latest keys, for whoever asks where one went.
  }

  send(method, event) {
    this.sent.push(this.session.send(method, event));
  }

  /** A key with its modifiers, as `Control+ArrowRight`. */
  press(chord) {
    this.latest = [...this.latest.slice(-40), chord];
    const [key, ...held] = chord.split("+").reverse();
    const modifiers = held.reduce((sum, name) => sum + MODIFIERS[name], 0);
    const plain = key.length === 1 && !(modifiers & ~MODIFIERS.Shift);
    const code = NAMED[key] ? key : /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
    const event = { key, code, modifiers, windowsVirtualKeyCode: NAMED[key] ?? key.toUpperCase().charCodeAt(0) };
    const text = plain ? key : key === "Enter" ? "\r" : undefined;
    this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...event });
    this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  type(text) {
    for (const letter of text) this.press(letter);
  }

  mouse(type, [x, y], more = {}) {
    this.send("Input.dispatchMouseEvent", { type, x, y, button: type === "mouseMoved" ? "none" : "left", clickCount: 1, ...more });
  }

  click(at) {
    this.mouse("mouseMoved", at);
    this.mouse("mousePressed", at);
    this.mouse("mouseReleased", at);
  }

  async done() {
    await Promise.all(this.sent.splice(0));
  }
}

/** What is on the page: how many cards, which can be clicked, whether one is being named, whether a name is missing. */
function seen() {
  const cards = [...document.querySelectorAll(".card")];
  const free = [];
  for (const card of cards) {
    const { x, y, width } = card.getBoundingClientRect();
    const at = [x + width / 2, y + 12];
    if (document.elementFromPoint(...at)?.closest(".card") === card) free.push(at);
  }
  const names = cards.map((card) => card.querySelector(".name")?.textContent ?? "").filter((name) => !/^\d{5}$/.test(name));
  const view = document.querySelector(".canvas")?.dataset.viewport;
  return { count: cards.length, free, view, naming: Boolean(document.querySelector(".naming")), names, unnamed: names.length };
}

/** A fixed piece of work of the same kind, so that a busy machine is no slow app. */
function yardstick() {
  const place = document.body.appendChild(document.createElement("div"));
  for (let at = 0; at < 400; at++) place.appendChild(document.createElement("p")).textContent = `${at} ${JSON.stringify({ at, all: [at, at] })}`;
  const height = place.getBoundingClientRect().height;
  place.remove();
  return height;
}

/** Until what was done is drawn. */
const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** Where the keys go: for whoever looks into a failure. */
function whereabouts(at) {
  const active = document.activeElement;
  const said = (element) => element && [element.tagName, element.className, element.getAttribute("aria-label")].join(" ");
  return JSON.stringify({
    focus: said(active), within: said(active?.closest(".side, .topbar, dialog, .canvas")),
    open: [...document.querySelectorAll("dialog[open], .menu, .notice")].map(said),
    at: at && [...at, said(document.elementFromPoint(...at))], view: document.querySelector(".canvas")?.dataset.viewport,
    cards: document.querySelectorAll(".card").length, selected: document.querySelectorAll('[data-selected="true"]').length,
  });
}

/** The last sequence number of a map's journal: one for each edit that is stored. */
async function stored(map) {
  const database = await new Promise((done, failed) => {
    const request = indexedDB.open("desire-path");
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const keys = database.transaction("journal").objectStore("journal").openKeyCursor(IDBKeyRange.bound([map], [map, []]), "prev");
  const last = await new Promise((done, failed) => {
    keys.onsuccess = () => done(keys.result?.key[1] ?? 0);
    keys.onerror = () => failed(keys.error);
  });
  database.close();
  return last;
}

journey("a workshop day leaves memory, page and speed as they were", { before: keepMemory, timeout_ms: 120_000 + EDITS * 120 }, async ({ app, page }) => {
  const dice = new Dice("P21");
  const started = Date.now();
  await page.getByRole("button", { name: "New map" }).first().click();
  await page.locator(".first-steps").waitFor();
  const session = await app.cdp();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const hand = new Hand(session);
  let named = 0;
  let lost = 0;
  const losses = []; // What the page showed when a key was found to be lost.
  let looked = ""; // The view with which the page was last looked at.
  const missed = []; // Clicks that met no card, with what was there instead.
  let unnamed = 0; // Cards without the name that was typed for them, as far as they were counted.

  // Digits, as they make nothing on the map, should they ever get there.
  const name = () => {
    hand.type(String(++named).padStart(5, "0"));
    hand.press("Enter");
    return 2; // The touchpoint, and its name.
  };
  const add = () => {
    hand.press("n");
    return name();
  };
  /** A click on a card, which selects it; false where the card was no longer where it had been seen. */
  const choose = async (card) => {
    hand.click(card);
    await hand.done();
    const chosen = await page.evaluate(() => document.querySelectorAll('.card[data-selected="true"]').length === 1);
    if (!chosen) missed.push(`${await page.evaluate(whereabouts, card)}, looked at with the view ${looked}`);
    return chosen;
  };
  // What a person does, and how often of twenty, with a card that can be clicked; each gives the number of edits it makes.
  const habits = [
    [4, async (card) => {
      if (!(await choose(card))) return 0;
      hand.press(dice.pick(["Control+ArrowRight", "Control+ArrowRight", "Control+ArrowDown"]));
      return name();
    }],
    [5, async (card) => {
      if (!(await choose(card))) return 0;
      for (let step = 0; step < 12; step++) hand.press(dice.pick(["ArrowLeft", "ArrowDown", "Shift+ArrowUp", "Shift+ArrowRight"]));
      return 12;
    }],
    [3, (card) => {
      hand.mouse("mouseMoved", card);
      hand.mouse("mousePressed", card);
      for (let step = 1; step <= 4; step++) {
        hand.mouse("mouseMoved", [card[0] + step * dice.between(-15, 15), card[1] + step * dice.between(-15, 15)], { buttons: 1 });
      }
      hand.mouse("mouseReleased", card);
      return 1;
    }],
    [2, async (card) => {
      if (!(await choose(card))) return 0;
      hand.press("i");
      await hand.done();
      await page.locator(".side :focus").waitFor();
      for (const score of ["3", "7", "5"]) {
        hand.press(score);
        hand.press("Tab");
        hand.press("Tab");
      }
      hand.press("Escape");
      return 3;
    }],
    [3, () => {
      for (let step = 0; step < 6; step++) hand.press("Control+z");
      for (let step = 0; step < 6; step++) hand.press("Control+y");
      return 12;
    }],
    [1, async () => {
      hand.mouse("mouseMoved", [600, 400]);
      for (let step = 0; step < 3; step++) {
        hand.send("Input.dispatchMouseEvent", { type: "mouseWheel", x: 600, y: 400, deltaX: 0, deltaY: dice.pick([-120, 120]), modifiers: MODIFIERS.Control });
      }
      hand.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "!", code: "Digit1", modifiers: MODIFIERS.Shift });
      // The browser hands wheels on with its next picture, later than it says: a hand would see that.
      await hand.done();
      await page.evaluate(drawn);
      return 0;
    }],
    [1, async () => {
      hand.press(dice.pick(["1", "2", "3", "4", "p"]));
      hand.press(dice.pick(["j", "f"]));
      await hand.done();
      await page.locator(".side :focus").waitFor();
      hand.press("Escape");
      return 0;
    }],
    [1, async () => {
      const other = await app.context.newPage();
      await other.close();
      await page.bringToFront();
      return 0;
    }],
  ];
  const often = habits.flatMap(([times, habit]) => Array(times).fill(habit));

  const look = async () => {
    await hand.done();
    let now = await page.evaluate(seen);
    // What was undone and done again is painted with the next pictures, a few cards with each.
    for (let pictures = 0; pictures < 100 && now.unnamed > unnamed && !now.naming; pictures += 2) {
      await page.evaluate(drawn);
      now = await page.evaluate(seen);
    }
    if (now.unnamed > unnamed || now.naming) losses.push(`${await page.evaluate(whereabouts)}, names ${now.names.join(" ")}, after ${hand.latest.join(" ")}`);
    lost += Math.max(0, now.unnamed - unnamed);
    unnamed = now.unnamed;
    looked = now.view;
    if (!now.naming) return now;
    // Enter was not heard: the name is still being typed.
    lost++;
    hand.press("Escape");
    return look();
  };
  /** Everything gone, as at the start. */
  const empty = async () => {
    for (let step = 0; step < 3; step++) hand.press("Escape");
    hand.press("Control+a");
    hand.press("Delete");
    await hand.done();
    await until(async () => (await look()).count === 0, 10_000, "an empty map").catch(async (fault) => {
      throw new Error(`${fault.message}, lost ${lost}: ${await page.evaluate(whereabouts)}`);
    });
    return 1;
  };

  add();
  await hand.done();
  await page.locator('.saved[data-state="saved"]').waitFor();
  const map = await mapOf(page);
  const rounds = [];
  /** The same few edits of the same empty map, in the work that they take. */
  const probe = async () => {
    const before = await work(session);
    for (let card = 0; card < 3; card++) add();
    for (let step = 0; step < 12; step++) hand.press("ArrowRight");
    for (const key of ["Control+z", "Control+y"]) for (let step = 0; step < 6; step++) hand.press(key);
    await hand.done();
    await page.evaluate(drawn);
    return (await work(session)) - before;
  };
  let sent = 2;
  let edits = 0;
  const round = async () => {
    const end = sent + ROUND;
    while (sent < end) {
      const now = await look();
      if (now.count > 24) {
        sent += await empty();
        continue;
      }
      if (!now.count) {
        sent += add();
        continue;
      }
      if (!now.free.length) {
        // Out of sight, or under something: all of the map is shown; where that does not help, it is begun anew.
        hand.press("Shift+1");
        if (!(await look()).free.length) sent += await empty();
        continue;
      }
      sent += await dice.pick(often)(dice.pick(now.free));
      await hand.done();
    }
    sent += await empty();
    await page.locator('.saved[data-state="saved"]').waitFor();
    edits = await page.evaluate(stored, map);
    const [yards, costs] = [[], []];
    for (let time = 0; time < 9; time++) {
      const from = await work(session);
      await page.evaluate(yardstick);
      yards.push((await work(session)) - from);
      if (time % 3) continue;
      costs.push(await probe());
      sent += 30 + await empty();
    }
    rounds.push({ edits, yard: Math.min(...yards), cost: Math.min(...costs), ...(await measured(page, session)) });
    if (process.env.SOAK) console.log(JSON.stringify({ sent, s: Math.round((Date.now() - started) / 1000), ...rounds.at(-1) }));
    sent += add();
  };
  while (edits < EDITS) await round();

  // Warm is what has seen two fifths of the day: a thousand edits can be undone, and each of them was large once.
  const warm = rounds[Math.floor(rounds.length * 0.4)];
  const end = rounds.at(-1);
  const whole = rounds.length;
  const wasm = ((end.wasm - warm.wasm) / 2 ** 20) * (10_000 / (end.edits - warm.edits));
  const heap = ((end.heap - warm.heap) / 2 ** 20) * (10_000 / (end.edits - warm.edits));
  // The work of the same edits in yards, in the best of a few rounds: what other programs did is in neither.
  const few = Math.max(2, Math.floor(rounds.length / 5));
  const best = (some) => Math.min(...some.map(({ cost, yard }) => cost / yard));
  const first = best(rounds.slice(0, few));
  const last = () => best(rounds.slice(whole - few));
  // Work that has grown stays grown; what a busy machine added goes with a few rounds more.
  while (last() > MORE_WORK * first && rounds.length < whole + few) await round();
  figure("P21", {
    edits, "minutes": (Date.now() - started) / 60_000, "keys lost": lost, "clicks beside": missed.length,
    "wasm MiB": end.wasm / 2 ** 20, "wasm MiB per 10,000": wasm, "heap MiB per 10,000": heap,
    nodes: `${warm.nodes} to ${end.nodes}`, listeners: `${warm.listeners} to ${end.listeners}`,
    "work of the same 30 edits in ms": `${rounds[0].cost.toFixed(1)} to ${end.cost.toFixed(1)}`,
    "in yards": `${first.toFixed(2)} to ${last().toFixed(2)}`, "rounds more": rounds.length - whole,
  });
  for (const there of losses) console.log(`P21 keys lost: ${there}`);
  for (const there of missed) console.log(`P21 a click beside its card: ${there}`);
  assert.equal(lost, 0, "each card has the name that was typed for it");
  assert.ok(wasm <= 1, `the app's memory grows by ${wasm.toFixed(2)} MiB in 10,000 edits`);
  assert.ok(heap <= 1, `the page's memory grows by ${heap.toFixed(2)} MiB in 10,000 edits`);
  assert.ok(Math.abs(end.nodes - warm.nodes) <= 0.02 * warm.nodes, `nodes ${warm.nodes} to ${end.nodes}`);
  assert.ok(Math.abs(end.listeners - warm.listeners) <= 0.02 * warm.listeners, `listeners ${warm.listeners} to ${end.listeners}`);
  assert.ok(last() <= MORE_WORK * first, `the work of the same edits grows from ${first.toFixed(2)} to ${last().toFixed(2)} yards`);
});
