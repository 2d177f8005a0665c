// ONNX text that is endless, unfinished or full of what is not allowed.
import { type HostileCase } from "./hostile-case.ts";

const start = '<ir_version: 10, opset_import: ["" : 21]> g (float[4] x) => (y) ';
const body = (...lines: readonly string[]) => `${start}{ ${lines.join("\n")} }`;
const many = (text: string, count: number) => text.repeat(count);

export const textCases: readonly HostileCase[] = [
  { name: "text: empty", make: () => "", says: /./ },
  { name: "text: only blanks", make: () => many(" \n\t", 1_000_000), says: /./, isLarge: true },
  { name: "text: one comment of 10^7", make: () => `#${many("c", 10_000_000)}`, says: /./, isLarge: true },
  ...[
    "{",
    "(",
    "[",
    "<",
    "}",
    ")",
    "]",
    ">",
    ",",
    ":",
    "=",
    "=>",
    '"',
    "\\",
    "#",
    "-",
    ".",
    "@",
    "\u0000",
    "é",
    "\ud800",
  ].flatMap((it) => [
    {
      name: `text: ${JSON.stringify(it)} 10^5 times`,
      make: () => many(it, 100_000),
      ...(it !== "#" && { says: /./ }),
      isSlow: it === '"',
    },
    {
      name: `text: ${JSON.stringify(it)} 10^5 times in a body`,
      make: () => body(many(it, 100_000)),
      ...(it !== "#" && { says: /./ }),
    },
    {
      name: `text: ${JSON.stringify(it)} 10^5 times, spaced, in a node`,
      make: () => body(`y = Relu <a = ${many(`${it} `, 100_000)}> (x)`),
      says: /./,
    },
    {
      name: `text: lines of ${JSON.stringify(it)}`,
      make: () => body(many(`y = ${it}\n`, 30_000)),
      says: /./,
      isSlow: it === "}",
    },
  ]),
  { name: "text: an operator of 10^5 dots", make: () => body(`y = ${many("d.", 100_000)}Relu (x)`) },
  {
    name: "text: a string that never ends",
    make: () => body(`y = Op <a = "${many("s", 1_000_000)}`),
    says: /./,
  },
  {
    name: "text: 10^5 broken nodes",
    make: () => body(many("y = Relu (x, , \n", 100_000)),
    says: /./,
    isLarge: true,
  },
  {
    name: "text: 10^6 nodes",
    make: () => body(many("y = Relu (x)\n", 1_000_000)),
    says: /more than \d+ nodes/,
    isLarge: true,
  },
  {
    name: "text: a node with 10^6 inputs",
    make: () => body(`y = Sum (${many("x, ", 1_000_000)}x)`),
    says: /more than \d+ names/,
    isLarge: true,
  },
  {
    name: "text: 10^5 functions without a body",
    make: () => body("y = Relu (x)") + many('\n<domain: "d", opset_import: []> f (a) => (b)', 100_000),
    says: /./,
    isLarge: true,
  },
  {
    name: "text: graphs 10^5 deep",
    make: () => body(many("y = If <then_branch = g () => (y) { ", 100_000)),
    says: /levels deep/,
  },
  {
    name: "text: types 10^5 deep",
    make: () => `g (${many("seq(", 100_000)} x) => (y) { y = Relu (x) }`,
    says: /./,
  },
  { name: "text: a number of 10^6 digits", make: () => body(`y = Op <a = ${many("9", 1_000_000)}> (x)`) },
  {
    name: "text: a float of 10^6 digits",
    make: () => body(`y = Op <a = 1.${many("9", 1_000_000)}e-${many("9", 1000)}> (x)`),
  },
  {
    name: "text: 10^6 values in a list",
    make: () => body(`y = Op <a = [${many("1, ", 1_000_000)}1]> (x)`),
    isLarge: true,
  },
  {
    name: "text: 10^6 values in a tensor",
    make: () => `${start} <float[1000000] w = {${many("1, ", 999_999)}1}> { y = Add (x, w) }`,
    isLarge: true,
  },
  {
    name: "text: fewer values than the shape takes",
    make: () => `${start} <float[9] w = {1}> { y = Add (x, w) }`,
    says: /./,
  },
  {
    name: "text: a shape of 2^62 × 2^62",
    make: () => `${start} <float[4611686018427387904, 4611686018427387904] w = {1}> { y = Add (x, w) }`,
    says: /./,
  },
  {
    name: "text: every name is __proto__",
    make: () =>
      '<ir_version: 10, opset_import: ["__proto__" : 1, "" : 21], metadata_props: ["__proto__": "x"]> __proto__ (float[__proto__] __proto__) => (y) { y = constructor <__proto__: int = 1> (__proto__) }',
  },
  {
    name: "text: opset of -1 and versions of 2^63",
    make: () =>
      '<ir_version: 9223372036854775808, opset_import: ["" : -1]> g (float[4] x) => (y) { y = Relu (x) }',
  },
  {
    name: "text: a function that calls itself",
    make: () =>
      `${start.replace('"" : 21', '"" : 21, "d" : 1')}{ y = d.f (x) }\n<domain: "d", opset_import: ["" : 21, "d" : 1]> f (a) => (b) { b = d.f (a) }`,
    says: /calls itself/,
  },
  {
    name: "text: a million blank lines in a node",
    make: () => body(`y = ${many("\n", 1_000_000)} Relu (x)`),
    isLarge: true,
  },
];
