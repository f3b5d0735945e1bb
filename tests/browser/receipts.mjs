// Reading receipts: what a number says, and whether its terms combine to it.

import assert from "node:assert/strict";

const NUMBER = /([-−]?)([\d,]*)(\.\d+)?\s?([KMB](?![a-z]))?/i;
const TIMES = { K: 1e3, M: 1e6, B: 1e9 };

/// The first number in words, and how far what it stands for may be from it: half of its last digit.
function read(words) {
  const [, sign, whole, part = "", unit = ""] = NUMBER.exec(words.replaceAll("€", "").replace(/^[^\d−-]*(?=[−-]?\d)/, ""));
  const times = TIMES[unit.toUpperCase()] ?? 1;
  const size = Number(whole.replaceAll(",", "") + part) * times;
  return { number: sign ? -size : size, off: 0.5 * 10 ** -Math.max(0, part.length - 1) * times };
}

export const number = (words) => read(words).number;
const numbersIn = (words) => words.match(/\d[\d,]*(\.\d+)?/g) ?? [];

/// Both say the same, as far as their digits go.
export function agree(shown, full, what) {
  const [one, other] = [read(shown), read(full)];
  assert.ok(Math.abs(one.number - other.number) <= (one.off + other.off) * 1.001, `${what}: ${shown} is shown, the receipt says ${full}`);
}

/// The terms must combine to the number, as far as the digits that are shown go.
export function combines(said) {
  // A spread is a root, a drop-off follows from a hazard, a share that is covered is a quotient, and lifetime value
  // says more than its sum.
  if (/^(Spread|Paths|Lifetime|Value at stake with|Measure next|Evidence|Comes round|Multiply|Known)/.test(said.title)) return;
  if (said.terms.some(([what]) => what === "Hazard")) return;
  const terms = said.terms.filter(([what]) => what !== "Together").map(([, words]) => read(words.split("=").at(-1)));
  const sum = terms.reduce((all, term) => all + term.number, 0);
  const whole = read(said.number);
  const off = terms.reduce((all, term) => all + term.off, whole.off);
  assert.ok(Math.abs(sum - whole.number) <= off * 1.001, `${said.title}: ${sum} is no ${said.number}: ${JSON.stringify(said.terms)}`);
}

export const receipts = (page) => page.locator("dialog[open]").filter({ has: page.locator(".receipts") });

/// Closes the receipts that are open; what they say.
export async function close(page) {
  const dialog = receipts(page);
  await dialog.locator(".formula").first().waitFor();
  const said = await dialog.evaluate((dialog) => {
    const folded = [...dialog.querySelectorAll(".receipt")];
    return (folded.length ? folded : [dialog]).map((one) => ({
      title: (one.querySelector("summary span") ?? one.querySelector("h2")).textContent,
      number: one.querySelector(".receipt-number").textContent,
      terms: [...one.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)),
      hints: [...dialog.querySelectorAll(".hint")].map((hint) => hint.textContent).join(" "),
    }));
  });
  await page.keyboard.press("Escape");
  // A dialog that is closed still has the keys until the app has heard of it.
  await page.locator(".receipts").waitFor({ state: "detached" });
  return said;
}

/// Opens the receipt of a number; what it says. The terms must combine to its number, and it to what was shown.
export async function receipt(page, button, sums = true) {
  const shown = (await button.textContent?.()) ?? "";
  await button.click();
  const all = await close(page);
  if (all.length > 1) {
    all.forEach(combines);
    return all;
  }
  const [said] = all;
  if (numbersIn(shown).length === 1 && !shown.includes("<")) agree(shown, said.number, said.title);
  // Of nothing there is nothing to add.
  assert.ok(said.terms.length > 0 || number(said.number) === 0, `${said.title} has no terms`);
  assert.match(said.hints, /scores.*book.*The map as it is.*first outcome/s, said.title);
  if (sums) combines(said);
  return said;
}
