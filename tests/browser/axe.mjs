// What axe finds wrong in a page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/// What axe finds wrong in a page as it is now, a line each; the page's policy does not hold for the tester.
export async function violations(page) {
  await page.evaluate((source) => { if (!window.axe) (0, eval)(source); }, AXE).catch(() => page.evaluate(`${AXE};0`));
  return page.evaluate(async () => {
    // A colour on its way from one to another is none of ours.
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    // The label of a card is its name, which its accessible name begins with; its numbers are no label.
    const ofCard = (id, node) => id === "label-content-name-mismatch" && /data-touchpoint/.test(node.target.join());
    for (const violation of violations) violation.nodes = violation.nodes.filter((node) => !ofCard(violation.id, node));
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 4).map((node) => `${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ""}`));
  });
}
