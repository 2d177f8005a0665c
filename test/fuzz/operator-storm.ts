// One operator at a time under inputs and attributes that no exporter writes, for every operator of the table.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { operators } from "../../core/operators/index.ts";
import { type Random } from "./random.ts";
import {
  field,
  floatAttribute,
  floatList,
  graphAttribute,
  intAttribute,
  integer,
  intsAttribute,
  list,
  model,
  node,
  opset,
  scalar,
  tensor,
  tensorAttribute,
  textAttribute,
  value,
} from "./wire.ts";

export const operatorCount = operators.length;

const numbers = [2n ** 62n, -(2n ** 63n), 2n ** 53n, 2n ** 31n, -1n, -2n, 0n, 1n, 2n, 3n, 64n, 4096n];
const texts = [
  "",
  "a",
  "ab,bc->ac",
  "SAME_UPPER",
  "VALID",
  "NHWC",
  "reverse",
  "bidirectional",
  "__proto__",
  "é\u0000",
];
const sizes = [0, 1, 2, 4, 8, "batch", "seq", "2*n+1", 2n ** 40n];

/** Names of values that a case can use; all are there in each model. */
const valueNames = ["a", "b", "c", "d", "u", "n", "m", "l", "e", "f", "s", "q", ""];

export function stormCase(index: number, random: Random): Buffer {
  const operator = operators[index % operators.length];
  const { type = "Relu", domain = "" } = operator ?? {};
  const names = (count: number) => Array.from({ length: count }, () => random.pick(valueNames));
  const outputs = Array.from({ length: random.below(5) }, (_, i) => (random.below(8) === 0 ? "" : `y${i}`));
  const attributes = Array.from({ length: random.below(8) }, () => attribute(random));
  const used = node(type, { in: names(random.below(8)), out: outputs }, field(7, domain), ...attributes);
  const after = node("Reshape", { in: ["a", "y0"], out: ["z"] });
  const imports = Buffer.concat([
    opset(random.pick([1, 6, 10, 13, 18, 21, 28])),
    opset(1, "com.microsoft"),
    opset(3, "ai.onnx.ml"),
  ]);
  return model([...values(random), used, after, value(12, "z")], { before: imports });
}

function values(random: Random): readonly Buffer[] {
  const shape = () => Array.from({ length: random.below(6) }, () => random.pick(sizes));
  const type = () => random.pick([1, 1, 1, 2, 3, 6, 7, 8, 9, 10, 11, 16, 22]);
  const many = Array.from({ length: random.below(6) }, () => random.pick(numbers));
  return [
    ...["a", "b", "c", "d"].map((it) => value(11, it, shape(), type())),
    value(11, "u", undefined, type()),
    scalar("n", random.pick(numbers)),
    scalar("m", random.pick(numbers)),
    list("l", ...many),
    list("e"),
    floatList("f", NaN, Infinity, -1, 0.5),
    field(5, tensor("s", 8, [2], field(6, "x"), field(6, "y"))),
    // A sequence of tensors.
    field(11, field(1, "q"), field(2, field(4, field(1, field(1, integer(1, 1)))))),
  ];
}

function attribute(random: Random): Buffer {
  const name = random.pick(attributeNames());
  switch (random.below(6)) {
    case 0:
    case 1:
      return intAttribute(name, random.pick(numbers));
    case 2:
      return intsAttribute(
        name,
        Array.from({ length: random.below(6) }, () => random.pick(numbers)),
      );
    case 3:
      return random.below(2)
        ? floatAttribute(name, random.pick([NaN, Infinity, -1, 0]))
        : textAttribute(name, random.pick(texts));
    case 4:
      return tensorAttribute(name, tensor("t", 7, [random.below(3)], field(7, Buffer.from([1, 2]))));
    default:
      return graphAttribute(
        name,
        node("Neg", { in: ["a"], out: ["t"] }),
        field(11, field(1, "p")),
        field(12, field(1, "t")),
      );
  }
}

let known: readonly string[] | undefined;

/** The attributes that any operator asks for, from their sources. */
function attributeNames(): readonly string[] {
  if (known) return known;
  const folder = join(import.meta.dirname, "..", "..", "core", "operators");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) =>
    it.endsWith(".ts"),
  );
  const names = new Set<string>();
  for (const it of sources) {
    const source = readFileSync(join(folder, it), "utf8");
    for (const [, name = ""] of source.matchAll(/"([A-Za-z][a-z_]{0,24})"/g)) names.add(name);
  }
  return (known = [...names].sort());
}
