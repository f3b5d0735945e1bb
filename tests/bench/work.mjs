// How the work of a page's own thread is counted, and what it is made of.

import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { SCREENS, launch } from "../browser/chromium.mjs";

/// Serves the built app; its address and how it ends.
export const app = () => serve({ folder: process.env.DESIRE_PATH_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)) });

/// A browser with a wide page in it for the app that is served, and how its work is counted.
export async function stage() {
  const [browser, server] = [await launch(), await app()];
  const context = await browser.newContext({ ...SCREENS.wide, reducedMotion: "reduce" });
  await context.addInitScript(() => { delete window.showOpenFilePicker; });
  const page = await context.newPage();
  return { browser, server, page, ...await worker(page) };
}

/// A page's own work so far, in milliseconds of CPU.
export async function worker(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  return { session, spent };
}

/// Waits for two pictures.
export const frame = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/// Waits until the page does nothing for a while.
export async function quiet(page, spent) {
  for (let last = -1; ;) {
    await page.waitForTimeout(250);
    const now = await spent();
    if (now - last < 12) return;
    last = now;
  }
}

/// Opens the app at an address with a journey in it; says what the start alone took.
export async function opened(page, address, journey, spent, openFile) {
  await page.goto(address);
  await page.locator("#boot").waitFor({ state: "detached" });
  const idle = await spent();
  await openFile(page, "given.journey.json", journey);
  await page.locator(".card").first().waitFor();
  await quiet(page, spent);
  return idle;
}

/// Does something while Chromium notes what its thread does: CPU milliseconds of each kind of task, without
/// those that it started itself, the dearest first.
export async function profiled(session, browser, act) {
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const done = new Promise((over) => session.once("Tracing.tracingComplete", over));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "v8"] },
  });
  await act();
  await session.send("Tracing.end");
  await done;
  const main = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`));
  const own = new Map();
  for (const thread of main) {
    const stack = [];
    const tasks = events.filter((event) => event.ph === "X" && event.tdur !== undefined && `${event.pid} ${event.tid}` === thread).sort((a, b) => a.tts - b.tts || b.tdur - a.tdur);
    for (const task of tasks) {
      while (stack.length && stack.at(-1).until <= task.tts) stack.pop();
      if (stack.length) own.set(stack.at(-1).name, (own.get(stack.at(-1).name) ?? 0) - task.tdur / 1000);
      own.set(task.name, (own.get(task.name) ?? 0) + task.tdur / 1000);
      stack.push({ name: task.name, until: task.tts + task.tdur });
    }
  }
  return [...own].filter(([, cost]) => cost > 1).sort((a, b) => b[1] - a[1]);
}
