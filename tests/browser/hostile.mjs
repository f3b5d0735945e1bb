// Hostile files for the browser: groups J, G, T and X of promises.md, each with what must come of it.
// tests/support/hostile holds the larger corpus for the native reader; these go through the real file input.

import { gzipSync } from "node:zlib";

const OPENS = "opens";
const REPORTED = "reported";
const REFUSED = "refused";
/// Any of these, as long as nothing breaks.
const SURVIVES = "survives";

const file = (tables) => `{"format": "desire-path", "version": 1, "title": "Sound", ${tables}}`;
const touchpoint = (fields) => file(`"touchpoints": [{"id": "t", "name": "T"${fields}}]`);
const MARK = "window.__pwned=1";

/// A journey with this text in every field that holds text, and a transition so that all of it is drawn.
export function everywhere(text) {
  const journey = {
    format: "desire-path", version: 1, title: text, goal: text, notes: text, currency: "EUR",
    stages: [{ id: "s", name: text }],
    channels: [{ id: "c", name: text, kind: "digital", icon: text }],
    owners: [{ id: "o", name: text }],
    segments: [{ id: "g", name: text, volume: 10, entry: { t: 1 } }, { id: "h", name: text, volume: 5, entry: { t: 1 } }],
    touchpoints: [{ id: "t", name: text, stage: "s", channel: "c", owner: "o", pain_points: [text], opportunities: [text], notes: text, position: { x: 0, y: 0 } }],
    outcomes: [{ id: "e", name: text, kind: "success", notes: text, position: { x: 400, y: 0 } }],
    transitions: [{ id: "w", from: "t", to: "e", label: text }],
    evidence: [{ id: "v", source: text, note: text }],
    fixes: [{ id: "f", name: text }],
    x_unknown: { [text]: text },
  };
  return JSON.stringify(journey);
}

function json() {
  const cases = [["J1 empty", "", REFUSED], ["J1 blank", " \n\t", REFUSED]];
  for (const text of ["null", "[]", '"x"', "0", "{}", "true", "-"]) cases.push([`J2 ${text}`, text, REFUSED]);
  const whole = everywhere("cut");
  for (let part = 1; part < 50; part++) cases.push([`J3 cut at ${part}/50`, whole.slice(0, Math.floor(whole.length * part / 50)), REFUSED]);
  const sound = touchpoint("");
  cases.push(
    ["J4 two documents", `${sound}\n${sound}`, REFUSED], ["J5 trailing comma", touchpoint(","), REFUSED],
    ["J5 comment", touchpoint(" /* mine */"), REFUSED], ["J5 single quotes", sound.replaceAll('"', "'"), REFUSED],
    ["J6 byte order mark", `\ufeff${sound}`, OPENS],
    ["J7 UTF-16LE", Buffer.from(`\ufeff${sound}`, "utf16le"), OPENS],
    ["J7 UTF-16BE", Buffer.from(`\ufeff${sound}`, "utf16le").swap16(), OPENS],
    ["J8 Latin-1", Buffer.from(touchpoint(', "notes": "Größe"'), "latin1"), REPORTED],
    ["J10 half a pair", touchpoint(', "notes": "a\\ud800b"'), REPORTED],
    ["J11 NUL in notes", touchpoint(', "notes": "a\\u0000b"'), REPORTED],
    ["J11 NUL in an id", file('"owners": [{"id": "a\\u0000b"}]'), REPORTED],
    ["J13 duplicate key", touchpoint(', "name": "again"'), OPENS],
    ["J17 unknown field", touchpoint(', "glow": {"a": [1]}'), OPENS],
    ["J17 unknown table", file('"moods": [{"id": "m"}]'), OPENS],
    ["J17 unknown kind", file('"outcomes": [{"id": "o", "kind": "unheard"}]'), REPORTED],
  );
  for (const [name, bytes] of [["continuation", [0x80]], ["overlong", [0xc0, 0xaf]], ["surrogate", [0xed, 0xa0, 0x80]], ["cut short", [0xe2, 0x82]]]) {
    const [start, end] = touchpoint(', "notes": "a|b"').split("|");
    cases.push([`J9 ${name}`, Buffer.concat([Buffer.from(start), Buffer.from(bytes), Buffer.from(end)]), REPORTED]);
  }
  for (const depth of [100, 123]) cases.push([`J12 ${depth} lists`, file(`"x": ${"[".repeat(depth)}${"]".repeat(depth)}`), OPENS]);
  for (const depth of [128, 1_000, 1_000_000]) {
    cases.push([`J12 ${depth} lists`, file(`"x": ${"[".repeat(depth)}${"]".repeat(depth)}`), REFUSED]);
    cases.push([`J12 ${depth} open objects`, '{"a":'.repeat(depth), REFUSED]);
  }
  for (const number of ["NaN", "Infinity", "1e999", "0x10", "+1", '"3,5"', '"NaN"', "[]", "true", "9007199254740993"]) {
    cases.push([`J14 ${number}`, touchpoint(`, "margin": ${number}`), REPORTED]);
  }
  for (const number of ["-0.0", "1e-400", "1e15", "null"]) cases.push([`J14 ${number}`, touchpoint(`, "margin": ${number}`), OPENS]);
  cases.push(["J14 3,5", touchpoint(', "margin": 3,5'), REFUSED]);
  cases.push(["J15 5 MB text", file(`"owners": [{"id": "o", "name": "${"ä".repeat(2.5 * 2 ** 20)}"}]`), REPORTED]);
  cases.push(["J16 100,001 empty objects", file(`"touchpoints": [${"{},".repeat(100_000)}{}]`), REFUSED]);
  for (const version of ["0", "-1", '"1"', "99", "1.5", "null"]) cases.push([`J18 version ${version}`, `{"format": "desire-path", "version": ${version}}`, REFUSED]);
  cases.push(["J18 no version", '{"format": "desire-path"}', REFUSED]);
  for (const [name, content] of [
    ["gzip", gzipSync(sound)], ["zip", Buffer.from("PK\x03\x04\x14\0", "latin1")], ["PNG", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1")],
    ["wasm", Buffer.from("\0asm\x01\0\0\0", "latin1")], ["HTML", `<!doctype html><script>${MARK}</script>`],
    ["SVG", `<svg xmlns="http://www.w3.org/2000/svg" onload="${MARK}"/>`], ["Excalidraw", '{"type": "excalidraw", "elements": []}'],
    ["tldraw", '{"tldrawFileFormatVersion": 1}'], ["JSON Canvas", '{"nodes": [], "edges": []}'], ["draw.io", "<mxfile><diagram/></mxfile>"],
    ["BPMN", "<bpmn:definitions/>"], ["prose", "Dear all, please find the map attached."],
  ]) cases.push([`J20/J21 ${name}`, content, REFUSED]);
  return cases;
}

function graphs() {
  const two = '{"id": "a"}, {"id": "b"}';
  const points = (list, rest = "") => file(`"touchpoints": [${list}]${rest}`);
  const way = (fields) => points(two, `, "transitions": [{"id": "w", ${fields}}]`);
  const many = (count, ends) => points(
    Array.from({ length: count }, (_, at) => `{"id":"t${at}","position":{"x":${(at % 40) * 260},"y":${Math.floor(at / 40) * 180}}}`).join(","),
    `, "transitions": [${ends.map(([from, to], at) => `{"id":"w${at}","from":"t${from}","to":"t${to}"}`).join(",")}]`,
  );
  const range = (count, of) => Array.from({ length: count }, (_, at) => of(at));
  const scored = (score) => points(range(50, (at) => `{"id":"t${at}","burdens":{"effort":{"assumed":${score}}}}`).join(","));
  const cases = [
    ["G1 same id twice", points('{"id": "a"}, {"id": "a"}'), REPORTED],
    ["G2 same transition twice", points('{"id": "a"}', ', "transitions": [{"id":"w","from":"a","to":"a"},{"id":"w","from":"a","to":"a"}]'), REPORTED],
    ["G3 id of both kinds", points(two, ', "outcomes": [{"id": "a"}]'), REPORTED],
    ["G4 from nowhere", way('"from": "x", "to": "b"'), REPORTED],
    ["G4 to nowhere", way('"from": "a", "to": "x"'), REPORTED],
    ["G4 no ends", way('"weight": 1'), REPORTED],
    ["G5 self-loop", way('"from": "a", "to": "a"'), OPENS],
    ["G6 a circle of two", points(two, ', "transitions": [{"id":"v","from":"a","to":"b"},{"id":"w","from":"b","to":"a"}]'), OPENS],
    ["G6 a circle of 1,000", many(1_000, range(1_000, (at) => [at, (at + 1) % 1_000])), OPENS],
    ["G6 complete graph", many(30, range(900, (at) => [Math.floor(at / 30), at % 30])), OPENS],
    ["G7 its own stage", file('"stages": [{"id": "s", "stage": "s"}]'), OPENS],
    ["G9 a star of 1,000", many(1_000, range(999, (at) => [0, at + 1])), OPENS],
    ["G10 2,000 parallel ways", many(2, range(2_000, () => [0, 1])), OPENS],
    ["G11 weight 0", way('"from": "a", "to": "b", "weight": 0'), OPENS],
    ["G12 250 %", way('"from": "a", "to": "b", "probability": 2.5'), REPORTED],
    ["G13 below 0", way('"from": "a", "to": "b", "weight": -1'), REPORTED],
    ["G13 1e308", way('"from": "a", "to": "b", "weight": 1e308'), REPORTED],
    ["G14 all scores alike", scored("5"), OPENS], ["G14 no scores", scored("null"), OPENS],
    ["G15 far away", points('{"id": "a", "position": {"x": 8e14, "y": 0}}'), REPORTED],
    ["G15 NaN", points('{"id": "a", "position": {"x": NaN, "y": 0}}'), REPORTED],
    ["G15 all in one place", points(range(60, (at) => `{"id":"t${at}","position":{"x":0,"y":0}}`).join(",")), OPENS],
    ["G16 width -1", file('"stages": [{"id": "s", "width": -1}]'), REPORTED],
    ["G17 empty map", '{"format": "desire-path", "version": 1, "title": ""}', OPENS],
    ["G18 empty id", points('{"id": ""}'), REPORTED],
    ["G18 1 MB id", points(`{"id": "${"x".repeat(1 << 20)}"}`), REPORTED],
    ["too many records", many(50_001, range(50_000, (at) => [at, at + 1])), REFUSED],
  ];
  for (const id of ["__proto__", "constructor", "hasOwnProperty", "toString", "(start)", "a.b"]) {
    cases.push([`G18 id ${id}`, points(`{"id": "${id}"}`, `, "segments": [{"id": "s", "entry": {"${id}": 1}}]`), OPENS]);
  }
  return cases;
}

function texts() {
  const cases = [];
  const texts = {
    "T2 zalgo": `Z${"\u0317\u0334".repeat(500)}`, "T3 override": "\u202edesrever", "T3 unbalanced isolates": "\u2066\u2067\u2068x",
    "T4 family": "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿", "T4 joiners": "👩\u200d".repeat(200), "T6 separators": "a\u2028b\u2029c",
    "T7 combining only": "\u0301", "T7 nothing to see": "\u200b\u2060", "T8 Turkish": "İstanbul ılık ß ẞ", "T9 no font": "𓀀𓂀\ue000",
    "T5 the longest": "w".repeat(10_000), "T1 quotes": "'\"`´’", "T1 path": "../../../../etc/passwd", "T1 null": "null", "T1 undefined": "undefined",
    "T1 NaN": "NaN", "T1 format": "%s%n%d", "T1 number": "1E400", "T1 SQL": "'; DROP TABLE maps; --", "T1 shell": "$(touch /tmp/x)",
    "T1 Thai": "แผนที่", "T1 Arabic": "الكل في المجمو عة", "T1 Japanese": "部落格", "T1 Hindi": "ग्राहक यात्रा", "T1 Korean": "사회과학원",
  };
  for (const [name, text] of Object.entries(texts)) cases.push([name, everywhere(text), OPENS]);
  for (const text of ["a\vb", "a\fb", "a\u0085b", "a\u007fb", "a\rb", "\u001b[31m"]) cases.push([`T6 control ${JSON.stringify(text)}`, everywhere(text), REPORTED]);
  cases.push(["T5 10 MB label", file(`"owners": [{"id": "o", "name": "${"x".repeat(10 << 20)}"}]`), REPORTED]);
  cases.push(["T5 100,000 lines", file(`"owners": [{"id": "o", "name": "${"x\\n".repeat(100_000)}"}]`), REPORTED]);
  return cases;
}

const MARKUP = [
  `<script>${MARK}</script>`, `<img src=x onerror="${MARK}">`, `<svg onload="${MARK}">`, `<svg/onload=${MARK}>`,
  `<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>`, `<iframe src="javascript:parent.__pwned=1"></iframe>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=1 onerror=${MARK}>">`,
  `<svg></p><style><a id="</style><img src=1 onerror=${MARK}>">`, `<noscript><p title="</noscript><img src=x onerror=${MARK}>">`,
  `<details open ontoggle=${MARK}>`, `<body onload=${MARK}>`, `<input autofocus onfocus=${MARK}>`, `<video><source onerror="${MARK}">`,
  `<object data="javascript:${MARK}">`, `<embed src="javascript:${MARK}">`, `<link rel=stylesheet href="javascript:${MARK}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${MARK}">`, `<base href="https://evil.example/">`, `<form action="https://evil.example"><input type=submit>`,
  `<a href="javascript:${MARK}">x</a>`, `<marquee onstart=${MARK}>`, `<template><script>${MARK}</script></template>`, `"><script>${MARK}</script>`,
  `" onmouseover="${MARK}" x="`, `' onfocus='${MARK}' autofocus='`, `</title><script>${MARK}</script>`, `</style><script>${MARK}</script>`,
  `</textarea><script>${MARK}</script>`, `--><script>${MARK}</script>`, `]]><script>${MARK}</script>`, `';${MARK};//`, `\\u003cscript\\u003e${MARK}`,
  `&lt;script&gt;${MARK}&lt;/script&gt;`, `&#60;script&#62;${MARK}`, `\u00adjavascript:${MARK}`,
  "red;}body{display:none", "x;a{b} :not(&){color:red}", "url(http://evil.example/canary)", "url('//evil.example/canary')", "expression(__pwned=1)",
  "red;background:url(//evil.example/x)", "1px;position:fixed;inset:0", "var(--x);}*{display:none}", "@import '//evil.example/x.css'",
  "translate(0,0);background-image:url(//evil.example)", "{{constructor.constructor('__pwned=1')()}}", "${__pwned=1}", "#{__pwned=1}", "<%= __pwned=1 %>",
  "[click](javascript:__pwned=1)", "![x](https://evil.example/canary.png)", "<https://evil.example/canary>", "=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
  '<!ENTITY x SYSTEM "file:///etc/passwd">&x;', '<image href="https://evil.example/c.png"/>', '<use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"/>',
  `<foreignObject><script>${MARK}</script></foreignObject>`, `<animate attributeName=href values="javascript:${MARK}"/>`, `<set attributeName=onmouseover to="${MARK}"/>`,
  "https://evil.example/canary", "//evil.example/canary", "blob:https://evil.example/x", "data:text/html,<script>alert(1)</script>",
];
const LINKS = [
  `javascript:${MARK}`, `JaVaScRiPt:${MARK}`, ` javascript:${MARK}`, `java\tscript:${MARK}`, `java\nscript:${MARK}`, `\u0001javascript:${MARK}`, `\ufeffjavascript:${MARK}`,
  "data:text/html,<script>alert(1)</script>", "data:image/svg+xml,<svg onload=alert(1)>", "vbscript:msgbox(1)", "blob:https://example.org/x", "file:///etc/passwd",
  "//evil.example", "\\\\evil.example", "ftp://example.org", "about:blank", "view-source:https://example.org", "https ://example.org",
];

function scripts() {
  const cases = MARKUP.map((text) => [`X1 ${text}`, everywhere(text), OPENS]);
  for (const link of LINKS) cases.push([`X3 ${JSON.stringify(link)}`, file(`"evidence": [{"id": "v", "source": "S", "link": ${JSON.stringify(link)}}], "touchpoints": [{"id": "t", "burdens": {"effort": {"assumed": 1, "evidenced": 2, "evidence": ["v"]}}}]`), REPORTED]);
  for (const link of ["https://example.org/a?b=c#d", "mailto:a@example.org"]) cases.push([`X3 ${link}`, file(`"evidence": [{"id": "v", "link": ${JSON.stringify(link)}}]`), OPENS]);
  // Markup where a number, an id, a kind, a colour or an icon is expected; and as a table.
  for (const field of ["margin", "position", "stage", "channel", "owner", "kind", "moment_of_truth", "drop_off", "burdens", "values"]) {
    cases.push([`X2 markup as ${field}`, touchpoint(`, "${field}": ${JSON.stringify(`<img src=x onerror="${MARK}">`)}`), SURVIVES]);
  }
  for (const field of ["currency", "period", "goal", "language"]) cases.push([`X2 markup as ${field}`, file(`"${field}": ${JSON.stringify(`"><svg onload=${MARK}>`)}`), SURVIVES]);
  for (const name of MARKUP.slice(0, 20)) cases.push([`X2 in a table: ${name}`, `from,to,count\n(start),"${name.replaceAll('"', '""')}",5\n"${name.replaceAll('"', '""')}",(drop),5\n`, SURVIVES]);
  return cases;
}

const SPOILT = [null, true, -1, 1e308, 1e-310, "", "NaN", "x", [], {}, [[]], { id: "a" }, "\u0000", "javascript:" + MARK];

/// A journey that the dice make up: its texts from the whole corpus, some values not of their kind, some records
/// twice, some ends nowhere, and now and then a file that was cut or has a wrong byte.
function madeUp(dice, corpus) {
  const text = () => (dice.fraction() < 0.7 ? dice.pick(corpus) : `name ${dice.between(1, 9)}`).slice(0, 400);
  const range = (count, of) => Array.from({ length: count }, (_, at) => of(at));
  const ids = range(dice.between(1, 40), (at) => (dice.fraction() < 0.05 ? text() : `t${at}`));
  const some = (prefix, most, of) => range(dice.between(0, most), (at) => ({ id: `${prefix}${at}`, name: text(), ...of?.(at) }));
  const end = () => (dice.fraction() < 0.05 ? text() : dice.pick([...ids, "o0", "o1"]));
  const journey = {
    format: "desire-path", version: 1, title: text(), goal: text(), notes: text(), currency: dice.fraction() < 0.5 ? "EUR" : text(),
    stages: some("s", 4), channels: some("c", 3, () => ({ kind: dice.pick(["digital", "physical", text()]), icon: text() })), owners: some("w", 3),
    segments: some("g", 3, () => ({ volume: dice.between(0, 1000), entry: { [dice.pick(ids)]: 1, [text()]: 1 } })),
    touchpoints: ids.map((id) => ({
      id, name: text(), stage: `s${dice.between(0, 4)}`, channel: `c${dice.between(0, 3)}`, owner: `w${dice.between(0, 3)}`, notes: text(),
      pain_points: range(dice.between(0, 3), text), opportunities: range(dice.between(0, 2), text),
      burdens: { effort: { assumed: dice.between(-1, 6) }, [dice.pick(["time", "worry", "money", "hope"])]: { evidenced: dice.between(0, 5), evidence: ["v0", text()] } },
      position: { x: dice.between(-4000, 4000), y: dice.between(-4000, 4000) },
    })),
    outcomes: some("o", 3, () => ({ kind: dice.pick(["success", "drop", "neutral", "other"]) })),
    transitions: range(dice.between(0, 80), (at) => ({ id: `w${at}`, from: end(), to: end(), label: text(), weight: dice.between(-1, 9) })),
    evidence: some("v", 3, () => ({ source: text(), note: text(), link: text() })),
    fixes: some("f", 4, () => ({ cost: dice.between(-10, 1000), requires: [text()], effects: [{ touchpoint: end(), burden: "effort", to: 1 }] })),
    [text()]: { [text()]: text() },
  };
  for (let spoilt = dice.between(0, 6); spoilt > 0; spoilt--) {
    const table = dice.pick([journey, ...Object.values(journey).filter(Array.isArray)]);
    if (Array.isArray(table) && table.length === 0) continue;
    const record = Array.isArray(table) ? dice.pick(table) : table;
    if (Array.isArray(table) && dice.fraction() < 0.3) table.push(record); // the same record twice
    else record[dice.pick(Object.keys(record).filter((key) => !["format", "version"].includes(key)))] = dice.pick(SPOILT);
  }
  const bytes = Buffer.from(JSON.stringify(journey));
  if (dice.fraction() < 0.05) return bytes.subarray(0, dice.between(0, bytes.length));
  if (dice.fraction() < 0.1) bytes[dice.between(0, bytes.length - 1)] = dice.between(0, 255);
  return bytes;
}

/// Files that the dice make up, in which every kind of hostile text meets every other.
export function mixed(dice, count) {
  const corpus = [...MARKUP, ...LINKS, "\u202edesrever", "\u2066x", "👨‍👩‍👧‍👦", "a\u2028b", "İ", "\u0301", "\u200b", "null", "__proto__", "a\u0000b"];
  return Array.from({ length: count }, (_, at) => ({ name: `X made up ${at}`, content: madeUp(dice, corpus), outcome: SURVIVES }));
}

/// Every case as `{ name, content, outcome }`.
export const all = () => [...json(), ...graphs(), ...texts(), ...scripts()].map(([name, content, outcome]) => ({ name, content, outcome }));
