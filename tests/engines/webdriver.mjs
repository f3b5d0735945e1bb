// A browser that is driven by the W3C's WebDriver: JSON over HTTP, which is all that Firefox, WebKitGTK and
// Chromium have in common. selenium-webdriver would bring 25 MB and ask for Node 22.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { writeFileSync } from "node:fs";

export const KEYS = {
  Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A", Escape: "\uE00C",
  Home: "\uE011", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015", Delete: "\uE017",
};
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const freePort = () => new Promise((done, failed) => {
  const server = createServer().once("error", failed);
  server.listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => done(port)); });
});

/// Starts a driver with `command` and a browser with it. `command` is told the port.
export async function start({ command, capabilities, env = {} }) {
  const port = await freePort();
  const [program, ...given] = command(port);
  const driver = spawn(program, given, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [driver.stdout, driver.stderr]) stream.on("data", (chunk) => { words = (words + chunk).slice(-4000); });
  const ended = new Promise((_, failed) => {
    driver.once("error", failed);
    driver.once("exit", (code) => failed(new Error(`${program} ended (${code}).\n${words}`)));
  });
  ended.catch(() => {});
  const base = `http://127.0.0.1:${port}`;
  const up = async () => {
    for (;;) {
      if (await fetch(`${base}/status`).then((answer) => answer.ok, () => false)) return;
      await sleep(50);
    }
  };
  await Promise.race([up(), ended]);
  const browser = new Browser(base, driver);
  try {
    const made = await browser.call("POST", `${base}/session`, { capabilities: { alwaysMatch: capabilities } });
    browser.base = `${base}/session/${made.sessionId}`;
    browser.told = made.capabilities;
  } catch (fault) {
    driver.kill();
    throw new Error(`${fault.message}\n${words}`);
  }
  return browser;
}

class Browser {
  constructor(base, driver) {
    this.base = base;
    this.driver = driver;
  }

  async call(method, url, body) {
    const answer = await fetch(url, {
      method, body: method === "POST" ? JSON.stringify(body ?? {}) : undefined, headers: { "Content-Type": "application/json" },
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  post(path, body) {
    return this.call("POST", `${this.base}/${path}`, body);
  }

  go(url) {
    return this.post("url", { url });
  }

  reload() {
    return this.post("refresh");
  }

  /// What a function says in the page; a promise is waited for.
  run(look, ...given) {
    const script = `const [args, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
      Promise.resolve().then(() => (${look})(...args)).then((value) => done({ value }), (fault) => done({ fault: String(fault) }));`;
    return this.post("execute/async", { script, args: given }).then(({ value, fault }) => {
      if (fault) throw new Error(fault);
      return value;
    });
  }

  /// Waits until a function says something true in the page.
  async until(look, what, ...given) {
    const start = Date.now();
    for (;;) {
      const seen = await this.run(look, ...given);
      if (seen) return seen;
      if (Date.now() - start > 40_000) throw new Error(`${what} did not come within 40 s`);
      await sleep(60);
    }
  }

  there(selector) {
    return this.until((wanted) => Boolean(document.querySelector(wanted)), selector, selector);
  }

  async find(selector) {
    return (await this.post("element", { using: "css selector", value: selector }))[ELEMENT];
  }

  async click(selector) {
    await this.there(selector);
    await this.post(`element/${await this.find(selector)}/click`);
  }

  /// Presses keys: a name of KEYS, a character, or several held together as "Control+z".
  async press(...keys) {
    const strokes = keys.flatMap((key) => {
      const parts = key.length > 1 ? key.split("+").map((part) => KEYS[part] ?? part) : [key];
      return [...parts.map((value) => ({ type: "keyDown", value })), ...parts.toReversed().map((value) => ({ type: "keyUp", value }))];
    });
    await this.post("actions", { actions: [{ type: "key", id: "keys", actions: strokes }] });
  }

  type(words) {
    return this.press(...words);
  }

  /// A mouse that presses at a place, moves through others and lets go.
  async stroke(...places) {
    const move = ({ x, y }) => ({ type: "pointerMove", duration: 40, origin: "viewport", x: Math.round(x), y: Math.round(y) });
    const [first, ...rest] = places;
    await this.post("actions", { actions: [{
      type: "pointer", id: "mouse", parameters: { pointerType: "mouse" },
      actions: [move(first), { type: "pointerDown", button: 0 }, ...rest.map(move), { type: "pointerUp", button: 0 }],
    }] });
  }

  async shot(path) {
    const picture = await this.call("GET", `${this.base}/screenshot`);
    writeFileSync(path, Buffer.from(picture, "base64"));
  }

  async close() {
    await this.call("DELETE", this.base).catch(() => {});
    this.driver.kill();
  }
}
