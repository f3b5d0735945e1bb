// What goes out of the app is well-formed and inert (P19): the map, the flows and the journey map as SVG
// and PNG, tables as CSV. Pictures are parsed by the browser's own parser and opened as pages of their own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey } from "./app.mjs";
import { SMALL, openJourney } from "./journeys.mjs";

const LOOKS = [["map", "M"], ["journey", "J"], ["flow", "F"]];

async function exported(page, name) {
  await page.keyboard.press("Control+k");
  await page.locator("dialog[open] input").fill(name);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function look(page, name, key) {
  await page.keyboard.press("Escape");
  await page.keyboard.press(`Shift+${key}`);
  await page.locator(`.map-screen[data-look="${name}"]`).waitFor();
  if (name === "flow") await page.locator(".flow-picture .bar").first().waitFor();
}

/// What the browser's XML parser finds: its complaint, elements and attributes, and the texts.
const parsed = (page, svg) => page.evaluate((source) => {
  const tree = new DOMParser().parseFromString(source, "image/svg+xml");
  const all = [...tree.querySelectorAll("*")];
  return {
    error: tree.querySelector("parsererror")?.textContent ?? "",
    elements: [...new Set(all.map((element) => element.localName))].sort(),
    attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))].sort(),
    values: all.flatMap((element) => [...element.attributes].map(({ value }) => value)).filter((value) => /url\(|javascript|https?:(?!\/\/www\.w3\.org\/2000\/svg)/i.test(value)),
    texts: [...tree.querySelectorAll("text")].map((element) => element.textContent),
  };
}, svg);

const ELEMENTS = ["g", "path", "rect", "svg", "text", "title"];

journey("the map, the journey map and the flows go out as SVG and PNG", async ({ page }) => {
  await openJourney(page);
  for (const [name, key] of LOOKS) {
    await look(page, name, key);
    const svg = await exported(page, "Export as SVG");
    assert.equal(svg.name, `small.${name}.svg`);
    const found = await parsed(page, svg.bytes.toString("utf8"));
    assert.equal(found.error, "", name);
    assert.deepEqual(found.elements.filter((element) => !ELEMENTS.includes(element)), [], name);
    for (const words of ["Small", "Visit", "Pay"]) assert.ok(found.texts.some((text) => text.includes(words)), `${name}: ${words}`);
    const png = await exported(page, "Export as PNG");
    assert.equal(png.name, `small.${name}.png`);
    assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
    const width = /width="([\d.]+)"/.exec(svg.bytes.toString())[1];
    assert.equal(png.bytes.readUInt32BE(16), Math.floor(width * 2), "two pixels a unit");
    assert.ok(png.bytes.length > 10_000, "there is something on it");
  }
});

journey("every table goes out as CSV", async ({ page }) => {
  await openJourney(page);
  const map = await exported(page, "Export as CSV");
  assert.match(map.bytes.toString(), /^Touchpoint,.*\nSee the ad,/);
  await look(page, "flow", "F");
  const flow = await exported(page, "Export as CSV");
  assert.match(flow.bytes.toString(), /^From,To,Amount/);
  await page.getByRole("tab", { name: "Insights" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator('.section-head button[title*="CSV file"]').click()]);
  assert.match(readFileSync(await download.path(), "utf8"), /^Touchpoint,Leave,Drop-off\nSign up,[\d.]+,1\nVisit,240,0.3\n/);
});

// All 515 naughty strings go through the same writer in tests/formats/pictures.rs.
const HOSTILE = [
  "<script>window.__pwned=1</script>", "<svg onload=\"window.__pwned=1\">", "\"><img src=x onerror=\"window.__pwned=1\">",
  "]]><script>__pwned=1</script>", "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&lt;&#0;&unknown;", "' onload='alert(1)",
  "</text></svg><script>alert(1)</script>", "<?xml-stylesheet href=\"https://example.org/x.css\"?>", "url(https://example.org/canary)",
  "javascript:alert(1)", "\u202eright to left", "\u2066isolate", "\ufffe\uffff", "👩‍👩‍👧‍👦🏳️‍🌈", "Z̴̡̛a̶l̷g̸o̵", "日本語のラベル", "السلام عليكم",
  "a\u2028b\u2029c", "\u200b", "\ud83d\ude00".repeat(40), "w".repeat(2_000), "<foreignObject><body onload=alert(1)></foreignObject>",
  "<a xlink:href=\"javascript:alert(1)\">x</a>", "<style>@import 'https://example.org/x'</style>", "<use href=\"https://example.org/x.svg#a\"/>",
];

const withNames = (names) => ({
  ...SMALL, title: names[0], stages: [{ id: "s", name: names[1] }],
  touchpoints: names.map((name, at) => ({
    id: `t${at}`, name, stage: "s", position: { x: 20 + (at % 20) * 220, y: 80 + Math.floor(at / 20) * 160 },
    pain_points: [name], drop_off: { share: 0.1 },
  })),
  segments: [{ id: "all", name: names[2], volume: 1000, entry: { t0: 1 } }],
  outcomes: [{ id: "z", name: names[3], kind: "success", position: { x: 4600, y: 80 } }],
  transitions: [...names.slice(1).map((_, at) => ({ id: `w${at}`, from: `t${at}`, to: `t${at + 1}` })), { id: "wz", from: `t${names.length - 1}`, to: "z" }],
});

journey("P19: pictures of hostile words are well-formed and inert as pages of their own", { timeout_ms: 240_000 }, async ({ app, page }) => {
  const names = HOSTILE;
  await openJourney(page, withNames(names));
  for (const [name, key] of LOOKS) {
    await look(page, name, key);
    const svg = (await exported(page, "Export as SVG")).bytes.toString("utf8");
    const found = await parsed(page, svg);
    assert.equal(found.error, "", name);
    assert.deepEqual(found.elements.filter((element) => !ELEMENTS.includes(element)), [], name);
    assert.deepEqual(found.attributes.filter((attribute) => /^on|href|style|class/i.test(attribute)), [], name);
    assert.deepEqual(found.values, [], name);
    const alone = await app.context.newPage();
    const events = [];
    alone.on("dialog", (dialog) => { events.push(dialog.message()); dialog.dismiss(); });
    alone.on("request", (request) => { if (!request.url().startsWith("data:")) events.push(request.url()); });
    await alone.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
    assert.deepEqual(await alone.evaluate(() => [document.documentElement.localName, window.__pwned]), ["svg", undefined], name);
    assert.deepEqual(events, [], name);
    await alone.close();
  }
  console.log(`P19 reached: hostile names ${names.length}, pictures 3, forbidden 0, requests 0`);
});
