// How each engine is started, and what it cannot do.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const on = (name) => {
  try {
    return execFileSync("which", [name], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
};

const found = (named, ...places) => process.env[named] ?? places.map((place) => (place.includes("/") ? existsSync(place) && place : on(place))).find(Boolean) ?? null;

const MINI_BROWSER = ["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
  "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.0/MiniBrowser"];

/// Each engine: what it needs, and `started(profile, downloads)` with what `webdriver.start` takes.
export const ENGINES = {
  chromium: {
    needs: { "chromium-driver": found("CHROMEDRIVER", "chromedriver"), chromium: found("CHROMIUM", "chromium", "chromium-browser", "google-chrome") },
    started({ chromium, "chromium-driver": driver }, profile, downloads) {
      return {
        command: (port) => [driver, `--port=${port}`],
        capabilities: {
          browserName: "chrome",
          "goog:chromeOptions": {
            binary: chromium,
            args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
              "--disable-component-update", "--disable-sync", "--lang=en-GB", "--window-size=1440,900", `--user-data-dir=${profile}`],
            prefs: { "download.default_directory": downloads, "intl.accept_languages": "en-GB" },
          },
        },
        env: { LANGUAGE: "en_GB" },
      };
    },
  },
  firefox: {
    needs: { geckodriver: found("GECKODRIVER", "geckodriver"), "firefox-esr": found("FIREFOX", "firefox-esr", "firefox") },
    started({ geckodriver, "firefox-esr": firefox }, profile, downloads) {
      return {
        command: (port) => [geckodriver, "--port", String(port), "--log", "fatal"],
        capabilities: {
          browserName: "firefox",
          "moz:firefoxOptions": {
            binary: firefox, args: ["-headless", "-width", "1440", "-height", "900"],
            prefs: {
              "intl.accept_languages": "en-GB", "intl.locale.requested": "en-GB", "javascript.use_us_english_locale": false,
              "browser.download.folderList": 2, "browser.download.dir": downloads, "browser.download.useDownloadDir": true,
              "browser.helperApps.neverAsk.saveToDisk": "application/json", "ui.prefersReducedMotion": 1,
            },
          },
        },
        env: { MOZ_HEADLESS_WIDTH: "1440", MOZ_HEADLESS_HEIGHT: "900", HOME: profile, LANG: "en_GB.UTF-8", LANGUAGE: "en_GB" },
      };
    },
  },
  webkitgtk: {
    needs: { "webkit2gtk-driver": found("WEBKIT_DRIVER", "WebKitWebDriver"), minibrowser: found("MINI_BROWSER", ...MINI_BROWSER), xvfb: found("XVFB", "Xvfb") },
    // A screen of its own, unless there is one.
    async display({ xvfb }) {
      const server = spawn(xvfb, ["-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
      const number = await new Promise((done, failed) => {
        server.stdout.once("data", (chunk) => done(String(chunk).trim()));
        server.once("exit", (code) => failed(new Error(`Xvfb ended (${code})`)));
      });
      return { DISPLAY: `:${number}`, end: () => server.kill() };
    },
    started({ "webkit2gtk-driver": driver, minibrowser }, profile) {
      return {
        command: (port) => [driver, `--port=${port}`],
        capabilities: {
          browserName: "MiniBrowser",
          "webkitgtk:browserOptions": { binary: minibrowser, args: ["--automation", "--geometry=1440x900"] },
        },
        env: { HOME: profile, LANG: "en_GB.UTF-8", LC_ALL: "en_GB.UTF-8", LANGUAGE: "en_GB", LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_DMABUF_RENDERER: "1" },
      };
    },
    cannot: { "Ctrl S saves a file that holds the journey": "MiniBrowser under automation has no folder for downloads that a driver could name" },
  },
};

/// A folder of its own, which goes with `end`.
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "desire-path-engine-"));
  return { path, end: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
