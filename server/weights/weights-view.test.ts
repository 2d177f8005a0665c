import { expect, test } from "vitest";
import { byteSource } from "../../core/read/byte-source.ts";
import { bytesOf, op, uint64, utf8 } from "../../core/read/encode-pickle.test-helper.ts";
import { readCheckpoint, readNamedSafetensors } from "../../core/read/read-checkpoint.ts";
import { tracedModel } from "../../core/read/trace.test-helper.ts";
import { importCard, rowCard, weightsCard, weightsFacts } from "./cards.ts";
import { weightsDiagnostics } from "./diagnostics.ts";
import { bestMatch, matchFindings, matchText } from "./model-match.ts";
import { weightsFolds, weightsSymbols } from "./outline.ts";
import { weightsHover } from "./hover.ts";
import { weightsView } from "./weights-view.ts";

function safetensors(header: Readonly<Record<string, unknown>>, dataBytes: number) {
  const text = utf8(JSON.stringify(header));
  const bytes = bytesOf(uint64(text.length), text, new Array<number>(dataBytes).fill(0));
  return weightsView(
    { name: "net.safetensors", size: bytes.length },
    readNamedSafetensors(byteSource(bytes)),
  );
}

const tensor = (from: number, ...shape: readonly number[]) => {
  const bytes = 4 * shape.reduce((product, it) => product * it, 1);
  return { dtype: "F32", shape, data_offsets: [from, from + bytes] };
};
const net = safetensors(
  {
    "net.conv.weight": tensor(0, 200, 3, 3, 3),
    "net.conv.bias": tensor(21_600, 200),
    "net.bn.weight": tensor(22_400, 4),
    "net.bn.running_mean": tensor(22_416, 4),
    "head.weight": tensor(22_432, 2),
  },
  22_440,
);
const gadget = bytesOf(
  op.proto(2),
  op.global("posix", "system"),
  op.text("ls"),
  op.tuple1,
  op.reduce,
  op.global("my.net", "Net"),
  op.emptyTuple,
  op.newObj,
  op.global("collections", "OrderedDict"),
  op.emptyTuple,
  op.reduce,
  op.stop,
);
const evil = weightsView({ name: "evil.ckpt" }, readCheckpoint(byteSource(gadget), "evil"));

const lineOf = (view: typeof net, start: string) =>
  view.text.split("\n").findIndex((it) => it.trimStart().startsWith(start));

test("totals, then the names as a tree with numbers in columns", () => {
  const lines = net.text.split("\n");
  expect(lines[0]).toBe("# Weights of net.safetensors");
  expect(net.text).toMatch(/^parameters {2}5,606$/m);
  expect(net.text).toMatch(/^weights {5}21\.9 KiB \(22,440 bytes\): float32$/m);
  const tree = lines.slice(lineOf(net, "name "));
  // Parameters and bytes end in one column each, units in another.
  expect(tree.slice(1, 7)).toEqual([
    "net                          5,604      21.9 KiB  float32",
    "  conv                       5,600      21.9 KiB  float32",
    "    weight                   5,400      21.1 KiB  float32   [200, 3, 3, 3]",
    "    bias                       200       800 B    float32   [200]",
    "  bn                             4        32 B    float32",
    "    weight                       4        16 B    float32   [4]",
  ]);
  // What is not learned has no parameters.
  expect(tree[7]).toBe("    running_mean                          16 B    float32   [4]  # buffer");
  expect(tree[8]).toBe("head.weight                      2         8 B    float32   [2]");
});

test("every line is where the map says", () => {
  for (const { span, name, path } of net.rows) {
    expect(net.text[span.offset - 1]).toBe("\n");
    expect(net.text[span.offset + span.length]).toBe("\n");
    expect(path.endsWith(net.text.slice(name.offset, name.offset + name.length))).toBe(true);
  }
});

test("what loading would import is listed, the worst first, each refused one an error on its line", () => {
  expect(evil.imports.map((row) => row.it.verdict)).toEqual(["code", "class", "allowed"]);
  expect(evil.text).toMatch(/^ {2}posix\.system +called once +refused as weights only: runs code$/m);
  const found = weightsDiagnostics(evil, [], "file:///docs");
  expect(
    found.map((it) => [it.severity, evil.text.split("\n")[it.range.start.line]?.trim().split(" ")[0]]),
  ).toEqual([
    [1, "posix.system"],
    [1, "my.net.Net"],
  ]);
  expect(found[0]?.message).toContain("it calls posix.system (os.system) (byte 2 of the file)");
  expect(found[0]?.codeDescription?.href).toBe("file:///docs/problems.md#pickle-code-execution");
});

test("a problem stands at its tensor", () => {
  const broken = safetensors({ a: tensor(0, 2), b: { ...tensor(8, 2), shape: [3] } }, 16);
  const [problem] = weightsDiagnostics(broken, [], undefined);
  expect(problem?.range.start.line).toBe(lineOf(broken, "b "));
  expect(problem?.message).toMatch(/Tensor "b" has 8 bytes, where 3 takes 12\. \(byte \d+ of the file\)/);
});

test("the outline is the tree, the folds are its branches", () => {
  const [first, second, ...more] = weightsSymbols(net);
  expect(more).toEqual([]);
  expect([first?.name, second?.name]).toEqual(["net", "head.weight"]);
  expect(first?.children?.map((it) => it.name)).toEqual(["conv", "bn"]);
  expect(first?.children?.[0]?.children?.map((it) => it.name)).toEqual(["weight", "bias"]);
  const starts = weightsFolds(net).map((it) => [it.startLine, it.endLine]);
  const at = lineOf(net, "net ");
  expect(starts).toEqual([
    [at, at + 6],
    [at + 1, at + 3],
    [at + 4, at + 6],
  ]);
  expect(weightsSymbols(evil).at(-1)).toMatchObject({ name: "imports", detail: "3" });
});

test("cards of a tensor, a part, an import and the whole", () => {
  const value = (line: number, view = net) => {
    const { contents } = weightsHover(view, { line, character: 3 }) ?? {};
    return contents && typeof contents === "object" && "value" in contents ? contents.value : undefined;
  };
  expect(value(lineOf(net, "bias"))).toContain("`net.conv.bias` · `float32 [200]`");
  expect(value(lineOf(net, "bias"))).toContain("| bytes | 800\u2009B |");
  expect(value(lineOf(net, "conv "))).toContain("| parameters | 5,600 (100%) |");
  expect(value(0)).toContain("**net.safetensors** · safetensors");
  expect(value(1)).toBeUndefined();
  expect(value(lineOf(evil, "posix"), evil)).toContain("called once, first at byte 2 of the file");
  expect(weightsCard(evil)).toContain("refuses it as weights only, because of `posix.system`, `my.net.Net`");
  expect(weightsFacts(net)).toEqual(["5,606 parameters", "21.9\u2009KiB of weights", "5 tensors"]);
});

test("names from a file are no markup, and stay on their line", () => {
  const name = "a\n# b](command:x)\u202e<img>`|";
  const view = safetensors({ [name]: tensor(0, 1) }, 4);
  const [row] = view.rows;
  expect(view.rows).toHaveLength(1);
  expect(view.text).not.toMatch(/\u202e|\n# b/);
  if (row) expect(rowCard(view, row)).not.toMatch(/\n#|\u202e|``/);
  const code = bytesOf(op.proto(2), op.global("x`](command:y)", "<b>"), op.stop);
  const { imports } = weightsView({ name: "x" }, readCheckpoint(byteSource(code), "x"));
  for (const { it } of imports) expect(importCard(it)).toContain("`x'](command:y).<b>`");
});

test("weights are matched to the model whose names agree, and differences stand at their lines", () => {
  const constants = {
    "conv.weight": { type: "float32 200x3x3x3" },
    "conv.bias": { type: "float32 100" },
    "bn.weight": { type: "float32 4" },
    "bn.running_mean": { type: "float32 4", role: "buffer" },
    "tail.weight": { type: "float32 4" },
    inline: { type: "float32 4", role: "constant" },
  };
  const right = { traced: tracedModel({ constants, nodes: [] }), file: "net.py" };
  const other = { traced: tracedModel({ constants: { x: { type: "float32 2" } }, nodes: [] }), file: "x.py" };
  expect(bestMatch(net, [other])).toBeUndefined();
  const match = bestMatch(net, [other, right]);
  expect(match && matchText(match)).toBe("3 of the 5 tensors of Net in net.py match");
  const findings = match ? matchFindings(match) : [];
  expect(findings.map((it) => it.message)).toEqual([
    "checkpoint lacks tail, which Net (net.py) has.",
    "Shape differs: conv.bias is [200] here, [100] in Net (net.py).",
    "Not in the model: Net (net.py) has no head.",
  ]);
  const diagnostics = weightsDiagnostics(net, findings, undefined);
  expect(diagnostics.map((it) => it.severity)).toEqual([3, 3, 3]);
  expect(diagnostics[0]?.range.start.line).toBe(0);
  expect(diagnostics[1]?.range.start.line).toBe(lineOf(net, "bias"));
});

test("thousands of tensors are shown in a moment", () => {
  const header = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, i) => [
      `blocks.${i % 100}.mlp.${i}.weight`,
      { dtype: "F32", shape: [0], data_offsets: [0, 0] },
    ]),
  );
  const start = performance.now();
  const view = safetensors(header, 0);
  weightsSymbols(view);
  weightsFolds(view);
  expect(view.rows.length).toBeGreaterThan(20_000);
  expect(performance.now() - start).toBeLessThan(20_000);
}, 30_000);
