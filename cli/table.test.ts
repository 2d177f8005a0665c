import { describe, expect, test } from "vitest";
import { hostileNames, node, report, unsafeOnTerminals } from "./report.test-helper.ts";
import { tableText } from "./table.ts";
import { textWidth } from "./text-width.ts";

const plain = { columns: 120, hasColors: false };

/** The header of the nodes and their lines. */
function nodeLines(text: string, count: number): readonly string[] {
  const lines = text.split("\n");
  const header = lines.findIndex((it) => it.startsWith("Node"));
  return lines.slice(header, header + count + 1);
}

/** Columns up to the end of a text in a line, as a terminal counts. */
function endOf(line: string | undefined, text: string): number {
  const at = line?.lastIndexOf(text) ?? -1;
  return at < 0 ? -1 : textWidth(line?.slice(0, at + text.length) ?? "");
}

describe("tableText", () => {
  test("aligns numbers on the right whatever the names are", () => {
    const names = ["a", "卷积层", "é\u0301\u0301", "👩‍👩‍👧", "ｆｕｌｌ", "conv/with/a/path", "naïve"];
    const nodes = names.map((name) => node({ name }));
    const [header, ...rows] = nodeLines(tableText(report({ nodes }), names.length, plain), names.length);
    expect(rows).toHaveLength(names.length);
    const ends = rows.map((it) => [endOf(it, "Conv"), endOf(it, "3,888"), endOf(it, "1.73\u2009KiB")]);
    const expected = [
      endOf(header, "Operator") - "Operator".length + "Conv".length,
      endOf(header, "Multiply-adds"),
      endOf(header, "Memory access"),
    ];
    for (const it of ends) expect(it).toEqual(expected);
  });

  test("fits the terminal: cuts names in the middle, then leaves columns out", () => {
    const name = `backbone/${"block/".repeat(40)}conv`;
    const nodes = [node({ name }), node()];
    for (const columns of [160, 120, 100, 80, 60, 40]) {
      const lines = nodeLines(tableText(report({ nodes }), 2, { columns, hasColors: false }), 2);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
      expect(lines[1]).toMatch(/^bac.*….*conv /);
      expect(lines[0]).toContain("Multiply-adds");
    }
  });

  test("never leaves out the nodes and their multiply-adds", () => {
    const [header, row] = nodeLines(tableText(report(), 1, { columns: 1, hasColors: false }), 1);
    expect(header).toBe("Node          Multiply-adds");
    expect(row).toBe("conv                  3,888");
  });

  test("colours only where it is wanted", () => {
    expect(tableText(report(), 1, plain)).not.toContain("\u001b");
    expect(tableText(report(), 1, { columns: 120, hasColors: true })).toContain("\u001b[1m");
  });

  test("bars are as long as the share", () => {
    const nodes = [node({ multiplyAdds: 3000 }), node({ multiplyAdds: 888 }), node({ multiplyAdds: 0 })];
    const [, first, second, third] = nodeLines(tableText(report({ nodes }), 3, plain), 3);
    expect(first).toContain("██████··   77%");
    expect(second).toContain("██······   23%");
    expect(third).not.toMatch(/[█·%]/);
  });

  test("tells the unknown from 0", () => {
    const { multiplyAdds: _, memoryAccessBytes: __, ...unknown } = node({ outputs: [{ name: "y" }] });
    const [, row] = nodeLines(tableText(report({ nodes: [unknown] }), 1, plain), 1);
    expect(row?.match(/not known/g)).toHaveLength(3);
    expect(row).not.toMatch(/\b0\b/);
  });

  test("says how many nodes are not shown, not counted and wrong", () => {
    const text = tableText(
      report({
        coverage: {
          nodes: 4,
          counted: 2,
          uncounted: [
            { node: "a", operator: "Foo", reason: "depends on seq, past, which is not bound" },
            { node: "b", operator: "Foo", reason: "depends on seq, past, which is not bound" },
          ],
        },
        problems: [
          { code: "graph", severity: "error", message: "x has no maker.", location: { line: 3, column: 7 } },
          { code: "truncated", severity: "error", message: "It ends.", location: { offset: 99 } },
        ],
      }),
      2,
      plain,
    );
    expect(text).toContain("1 more node\n");
    expect(text).toContain("(2 nodes):");
    expect(text).toContain(
      "a (Foo) and 1 more: depends on seq, past, which is not bound (--bind seq=…,past=…)",
    );
    expect(text).toContain("error graph: x has no maker. (line 3, column 7)");
    expect(text).toContain("error truncated: It ends. (offset 99)");
  });

  for (const [kind, name] of Object.entries(hostileNames)) {
    test(`is safe to print with a name of ${kind}`, () => {
      const text = tableText(
        report({
          model: { name, format: "onnx", path: name, producer: name },
          bindings: { [name]: 3 },
          totals: {
            parameters: 1,
            weightBytes: 4,
            weightBytesByType: {},
            formulas: { multiplyAdds: name.slice(0, 50) },
          },
          nodes: [node({ name, operator: name, outputs: [{ name, shape: [name] }] })],
          coverage: { nodes: 1, counted: 0, uncounted: [{ node: name, operator: name, reason: name }] },
          problems: [{ code: "shape", severity: "warning", message: name, location: {} }],
        }),
        1,
        plain,
      );
      expect(text).not.toMatch(unsafeOnTerminals);
    });
  }

  test("takes a hundred thousand nodes", () => {
    const nodes = Array.from({ length: 100_000 }, (_, i) => node({ name: `n${i}` }));
    expect(tableText(report({ nodes }), nodes.length, plain).split("\n").length).toBeGreaterThan(100_000);
  });
});
