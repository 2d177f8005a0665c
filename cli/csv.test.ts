import { describe, expect, test } from "vitest";
import { csvText } from "./csv.ts";
import { hostileNames, node, report } from "./report.test-helper.ts";

/** RFC 4180 as its grammar has it; throws on what is not in it. */
function parsed(csv: string): readonly (readonly string[])[] {
  const record = /(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*\r\n/y;
  const rows: string[][] = [];
  for (let at = 0; at < csv.length; at = record.lastIndex) {
    record.lastIndex = at;
    const line = record.exec(csv)?.[0];
    if (line === undefined) throw new Error(`no record at ${at}: ${csv.slice(at, at + 40)}`);
    const fields = [...line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)];
    rows.push(fields.map((it) => it[1]?.replaceAll('""', '"') ?? it[2] ?? ""));
  }
  return rows;
}

const nameOf = (name: string) => parsed(csvText(report({ nodes: [node({ name })] })))[1]?.[0];

describe("csvText", () => {
  test("has a header and a row for each node, each with all columns", () => {
    const rows = parsed(csvText(report({ nodes: [node(), node({ folded: true, executions: 7 })] })));
    expect(rows[0]?.slice(0, 5)).toEqual(["name", "operator", "scope", "outputShape", "outputType"]);
    expect(rows.map((it) => it.length)).toEqual([13, 13, 13]);
    expect(rows[1]).toEqual([
      "conv",
      "Conv",
      "",
      "1x4x6x6",
      "float32",
      "108",
      "3888",
      "444",
      "1776",
      "1008",
      "",
      "",
      "",
    ]);
    expect(rows[2]?.slice(-2)).toEqual(["true", "7"]);
  });

  test("leaves what is not known empty", () => {
    const { multiplyAdds: _, ...unknown } = node({ outputs: [{ name: "y" }] });
    const [, row] = parsed(csvText(report({ nodes: [unknown] })));
    expect([row?.[3], row?.[4], row?.[6]]).toEqual(["", "", ""]);
  });

  for (const [name, kept] of [
    ["a,b", "a,b"],
    ['say "x"', 'say "x"'],
    [',",', ',",'],
    ["a\r\nb", "a\ufffd\ufffdb"],
  ] as const) {
    test(`quotes ${JSON.stringify(name)}`, () => expect(nameOf(name)).toBe(kept));
  }

  for (const name of ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\uff1d1+1", "=cmd|' /C calc'!A0,x"]) {
    test(`does not let ${name} be a formula`, () => expect(nameOf(name)).toBe(`'${name}`));
  }

  test("stays one record a node whatever its name", () => {
    const nodes = Object.values(hostileNames).map((name) => node({ name, operator: name, scope: name }));
    expect(parsed(csvText(report({ nodes })))).toHaveLength(nodes.length + 1);
  });
});
