// Takes a picture of every screen, wide and narrow, light and dark, into artifacts/.
// `npm run shots` or `node shots.mjs [part of a screen's name]`.

import { test } from "node:test";
import { App, ARTIFACTS } from "./app.mjs";
import { ALL } from "./screens.mjs";

const wanted = process.argv[2] ?? "";

for (const { name, reach } of ALL.filter((screen) => screen.name.includes(wanted))) {
  for (const screen of ["wide", "narrow"]) {
    for (const theme of ["light", "dark"]) {
      test(`${name}, ${screen}, ${theme}`, async () => {
        const app = new App({ screen, theme });
        try {
          await app.open();
          await reach(app);
          await app.shot(`${name}-${screen}-${theme}`);
        } finally {
          await app.close();
        }
      });
    }
  }
}

console.log(`Pictures go to ${ARTIFACTS}`);
