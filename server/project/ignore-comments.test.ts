import { describe, expect, test } from "vitest";
import { type SourceRange } from "../../core/graph/source-range.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { IgnoreComments } from "./ignore-comments.ts";

const file = "/net.py";
const lines = (line: number, endLine = line): SourceRange => ({
  file,
  line,
  column: 1,
  endLine,
  endColumn: 9,
});

/** A node of these places alone. */
function nodeAt(location?: SourceRange, definition?: SourceRange): NodeReport {
  const source = {
    modulePath: "",
    calls: [],
    ...(location && { location }),
    ...(definition && { definition }),
  };
  return { node: { source } } as unknown as NodeReport;
}

function comments(text: string): IgnoreComments {
  return new IgnoreComments((it) => (it === file ? text : undefined));
}

describe("IgnoreComments", () => {
  test.each<[string, string, NodeReport, boolean]>([
    ["on the line", "x = a(x)  # edgewise: ignore even-kernel", nodeAt(lines(1)), true],
    [
      "on the line of the definition",
      "\nc = C()  # edgewise: ignore even-kernel",
      nodeAt(lines(1), lines(2)),
      true,
    ],
    ["of several rules", "x = a(x)  #edgewise:ignore x, even-kernel ,y", nodeAt(lines(1)), true],
    [
      "with a remark behind it",
      "x = a(x)  # edgewise: ignore even-kernel # on purpose",
      nodeAt(lines(1)),
      true,
    ],
    ["alone on the line above", "  # edgewise: ignore even-kernel\nx = a(x)", nodeAt(lines(2)), true],
    [
      "behind the last line of a call",
      "x = a(\n  x,\n)  # edgewise: ignore even-kernel",
      nodeAt(lines(1, 3)),
      true,
    ],
    [
      "behind the statement above",
      "y = b(x)  # edgewise: ignore even-kernel\nx = a(y)",
      nodeAt(lines(2)),
      false,
    ],
    ["two lines above", "# edgewise: ignore even-kernel\n\nx = a(x)", nodeAt(lines(3)), false],
    ["of another rule", "x = a(x)  # edgewise: ignore even-kernels", nodeAt(lines(1)), false],
    ["another comment", "x = a(x)  # edgewise: input=1x3 even-kernel", nodeAt(lines(1)), false],
    [
      "of a line in another file",
      "# edgewise: ignore even-kernel",
      nodeAt({ ...lines(1), file: "/other.py" }),
      false,
    ],
  ])("%s", (_, text, node, isIgnored) => {
    expect(comments(text).isIgnored("even-kernel", node, undefined)).toBe(isIgnored);
  });

  test("a finding about the model is ignored at its class, not at a layer", () => {
    const it = comments("# edgewise: ignore even-kernel\nclass Net:\n  x = a(x)");
    expect(it.isIgnored("even-kernel", undefined, lines(2))).toBe(true);
    expect(it.isIgnored("even-kernel", undefined, undefined)).toBe(false);
    expect(it.isIgnored("even-kernel", nodeAt(lines(3)), lines(2))).toBe(false);
  });

  test("names every rule with its place", () => {
    const text = "a\r\nb  # edgewise: ignore one, two-three";
    const found = comments(text).named(file);
    expect(found.map((it) => it.rule)).toEqual(["one", "two-three"]);
    const last = text.split("\r\n")[1] ?? "";
    expect(found.map(({ place }) => [place.line, last.slice(place.column - 1, place.endColumn - 1)])).toEqual(
      [
        [2, "one"],
        [2, "two-three"],
      ],
    );
  });

  test("a file that is not there has no comments", () => {
    expect(comments("").named("/missing.py")).toEqual([]);
  });
});
