import { type Row } from "./measurements.ts";

/** Rows of comma-separated text with a heading; quoted fields may hold commas and doubled quotes. */
export function readRows(text: string): readonly Row[] {
  const [heading = [], ...lines] = text.trim().split(/\r?\n/).map(fields);
  return lines.map(
    (line) => Object.fromEntries(heading.map((name, i) => [name, line[i] ?? ""])) as unknown as Row,
  );
}

function fields(line: string): readonly string[] {
  const found: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    found.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
  }
  return found;
}
