// The browser that drives the tests: the machine's own Chromium, never a downloaded one.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const QUIET = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

function executablePath() {
  const found = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!found) throw new Error("There is no Chromium: install the package chromium, or name one in CHROMIUM.");
  return found;
}

// The screens that every part of the app must do well on.
export const SCREENS = {
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
};

export function launch() {
  return chromium.launch({ executablePath: executablePath(), args: QUIET });
}

// A browser on a profile folder of its own, which outlives it: for closing, killing, reopening.
export function launchOn(profile, settings) {
  return chromium.launchPersistentContext(profile, { executablePath: executablePath(), args: QUIET, ...settings });
}

// SIGKILL for the whole browser that runs on this profile, as a power button would.
export function killOn(profile) {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    let command;
    try {
      command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    } catch {
      continue;
    }
    if (command.includes(`--user-data-dir=${profile}`) && !command.some((word) => word.startsWith("--type="))) {
      process.kill(-Number(pid), "SIGKILL");
      return;
    }
  }
  throw new Error(`No browser runs on ${profile}.`);
}
