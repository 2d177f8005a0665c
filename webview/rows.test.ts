import { describe, expect, test } from "vitest";
import { type PageColumn, type PageRow } from "../protocol/page-report.ts";
import { filteredRows, nextSort, pickedAfter, sideBySide, sortedRows } from "./rows.ts";

const row = (id: string, watts?: number, text = id): PageRow => ({
  id,
  cells: {
    name: { text, sort: text.toLowerCase() },
    watts: watts === undefined ? { text: "" } : { text: `${watts}\u2009W`, sort: watts },
  },
});
const ids = (rows: readonly PageRow[]) => rows.map((it) => it.id);

describe("sortedRows", () => {
  const rows = [row("b", 10), row("x"), row("a", 2), row("c", 10)];

  test.each([
    ["watts", false, ["a", "b", "c", "x"]],
    ["watts", true, ["b", "c", "a", "x"]], // what is not known is last both ways, equals stay
    ["name", false, ["a", "b", "c", "x"]],
    ["name", true, ["x", "c", "b", "a"]],
    ["nothing", false, ["b", "x", "a", "c"]],
  ])("by %s, descending %s", (column, isDescending, expected) => {
    expect(ids(sortedRows(rows, { column, isDescending }))).toEqual(expected);
  });

  test("leaves the given rows as they are", () => {
    sortedRows(rows, { column: "watts", isDescending: false });
    expect(ids(rows)).toEqual(["b", "x", "a", "c"]);
    expect(sortedRows(rows, undefined)).toBe(rows);
  });

  test("takes numbers inside words as numbers", () => {
    const names = [row("1", 1, "Table 10"), row("2", 1, "Table 9")];
    expect(ids(sortedRows(names, { column: "name", isDescending: false }))).toEqual(["2", "1"]);
  });
});

test("a column is sorted, turned round, left", () => {
  const number: PageColumn = { key: "watts", label: "Power", isNumber: true };
  const words: PageColumn = { key: "name", label: "Device" };
  const first = nextSort(undefined, number);
  expect(first).toEqual({ column: "watts", isDescending: true });
  expect(nextSort(first, number)).toEqual({ column: "watts", isDescending: false });
  expect(nextSort({ column: "watts", isDescending: false }, number)).toBeUndefined();
  expect(nextSort(first, words)).toEqual({ column: "name", isDescending: false });
});

describe("filteredRows", () => {
  const rows: readonly PageRow[] = [
    {
      id: "nano",
      cells: { name: { text: "Jetson Nano" }, power: { text: "5-10\u2009W" } },
      words: "maxwell",
    },
    { id: "coral", cells: { name: { text: "Coral USB" }, peak: { text: "4", isUnverified: true } } },
    { id: "é", cells: { name: { text: "Édge" }, why: { text: "", list: ["3 operators on CPU"] } } },
  ];

  test.each([
    ["", ["nano", "coral", "é"]],
    ["  JETSON  ", ["nano"]],
    ["nano maxwell", ["nano"]], // words in any place and order
    ["maxwell coral", []],
    ["10 w", ["nano"]], // through the thin space
    ["not verified", ["coral"]],
    ["edge", ["é"]],
    ["operators", ["é"]],
    ["(", []],
  ])('"%s"', (filter, expected) => {
    expect(ids(filteredRows(rows, filter))).toEqual(expected);
  });
});

test("no more rows are picked than can be seen side by side", () => {
  expect(pickedAfter(["a", "b"], "c", 3)).toEqual(["a", "b", "c"]);
  expect(pickedAfter(["a", "b", "c"], "d", 3)).toEqual(["a", "b", "c"]);
  expect(pickedAfter(["a", "b", "c"], "b", 3)).toEqual(["a", "c"]);
});

test("side by side each thing has one line, where the first that tells it has it", () => {
  const facts = (...whats: readonly string[]) => whats.map((what) => ({ what, cell: { text: `${what}!` } }));
  const { columns, rows } = sideBySide(
    [
      { ...row("a", 1, "Nano"), facts: facts("Vendor", "GPU", "Memory") },
      { ...row("b", 1, "Coral"), facts: facts("Vendor", "Accelerator", "Memory", "Link") },
    ],
    "name",
  );
  expect(columns.map((it) => it.label)).toEqual(["", "Nano", "Coral"]);
  expect(rows.map((it) => columns.map(({ key }) => it.cells[key]?.text))).toEqual([
    ["Vendor", "Vendor!", "Vendor!"],
    ["Accelerator", "", "Accelerator!"],
    ["GPU", "GPU!", ""],
    ["Memory", "Memory!", "Memory!"],
    ["Link", "", "Link!"],
  ]);
});
