import { describe, expect, test } from "vitest";
import { markdownText } from "./markdown.ts";
import { hostileNames, node, report, unsafeOnTerminals } from "./report.test-helper.ts";

/** Cells of a table row: pipes that no backslash takes away part them. */
const cellCount = (line: string) => line.split(/(?<!\\)\|/).length - 2;
/** What is markup in it once code spans and escaped characters are set aside. */
const markup = (text: string) => text.replace(/\\[^\w\s]|`[^`]*`/g, "");

describe("markdownText", () => {
  test("is two tables", () => {
    const lines = markdownText(report(), 3).split("\n");
    expect(lines[0]).toBe("### net.onnx");
    expect(lines).toContain("| parameters | 108 |");
    expect(lines).toContain("| multiply-adds | 3,888 |");
    expect(lines).toContain("| counted | 1 of 1 node |");
    expect(lines).toContain("| `conv` | Conv | 1×4×6×6 | 108 | 3,888 | 100% | 1.73\u2009KiB |  |");
    expect(lines[lines.length - 1]).toBe("2 more nodes.");
    expect(markdownText(report(), 2)).toMatch(/\n1 more node\.$/);
    expect(markdownText(report(), 1)).not.toContain("more");
  });

  test("tells what is not counted, by reason, and what is wrong", () => {
    const text = markdownText(
      report({
        coverage: {
          nodes: 3,
          counted: 1,
          uncounted: [
            { node: "a", operator: "Foo", reason: "no such operator" },
            { node: "b", operator: "Foo", reason: "no such operator" },
          ],
        },
        problems: [{ code: "shape", severity: "warning", message: "2 is not 3.", location: {} }],
      }),
      1,
    );
    expect(text).toContain("- a \\(Foo\\) and 1 more: no such operator");
    expect(text).toContain("- warning shape: 2 is not 3.");
  });

  test("does not show the unknown as 0", () => {
    const { multiplyAdds: _, memoryAccessBytes: __, ...unknown } = node({ outputs: [{ name: "y" }] });
    expect(markdownText(report({ nodes: [unknown] }), 1)).toContain(
      "| `conv` | Conv | not known | 108 | not known |  | not known |  |",
    );
  });

  for (const [kind, name] of Object.entries(hostileNames)) {
    test(`keeps its tables with a name of ${kind}`, () => {
      const text = markdownText(
        report({
          model: { name, format: "onnx", path: name, producer: name },
          bindings: { [name]: 1 },
          nodes: [node({ name, operator: name, outputs: [{ name, shape: [name] }] })],
          coverage: { nodes: 1, counted: 0, uncounted: [{ node: name, operator: name, reason: name }] },
          problems: [{ code: "shape", severity: "warning", message: name, location: {} }],
        }),
        1,
      );
      const lines = text.split("\n");
      const rows = lines.filter((it) => it.startsWith("|"));
      expect(rows.map(cellCount)).toEqual([...Array<number>(11).fill(2), 8, 8, 8]);
      expect(text).not.toMatch(unsafeOnTerminals);
      expect(markup(text)).not.toMatch(/<|\[|\*\*|https?:\/\/|www\.|@/);
    });
  }
});
