// The whole way of a model through the product, with everything that must hold at its end whatever the bytes were.
import { statSync } from "node:fs";
import { analyze } from "../../core/metrics/analyze.ts";
import { type Problem } from "../../core/graph/problem.ts";
import { byteSource } from "../../core/read/byte-source.ts";
import { readOnnx } from "../../core/read/onnx.ts";
import { printOnnxText } from "../../core/read/onnx-print.ts";
import { readOnnxText } from "../../core/read/onnx-text.ts";
import { type InspectReport, inspectReport } from "../../protocol/inspect-report.ts";
import { toInspectReport } from "../../protocol/to-inspect-report.ts";
import { locator } from "../../server/locate.ts";
import { modelView } from "../../server/model-view.ts";
import { type OpenedModel, openModel } from "../../server/open-model.ts";

/** What came out at the end of the way; `report` is missing when the file could not be opened at all. */
export interface Outcome {
  readonly problems: readonly Problem[];
  readonly report?: InspectReport;
}

/** Thrown where something does not hold that must. */
export class Fault extends Error {}

/**
 * Open, read, analyze, report, print as text, read that text again: a file as the product takes it. `onReport` is
 * called when the report is there.
 */
export function checkFile(path: string, onReport?: () => void): Outcome {
  const opened = openModel(path);
  if (!opened.ok) return { problems: [opened.error] };
  const { source } = opened.value;
  return checkOpened(opened.value, source ? source.text.length : statSync(path).size, onReport);
}

export function checkBytes(bytes: Uint8Array): Outcome {
  const { value: model, problems } = readOnnx(byteSource(bytes));
  return checkOpened({ name: "model.onnx", path: "model.onnx", model, problems }, bytes.length);
}

export function checkText(text: string): Outcome {
  const { value, problems } = readOnnxText(text);
  const name = "model.onnx.txt";
  const source = { text, map: value.map };
  return checkOpened({ name, path: name, model: value.model, problems, source }, text.length);
}

export function checkOpened(opened: OpenedModel, size: number, onReport?: () => void): Outcome {
  const { name, path, model, problems } = opened;
  const analysis = analyze(model);
  const report = toInspectReport(analysis, { name, path, problems, locate: locator(opened) });
  onReport?.();
  checkReport(report, size);
  const printed = printOnnxText(model, { fileName: name });
  const again = readOnnxText(printed.text);
  checkPlaces(again.problems, printed.text.length);
  modelView({ name, model, problems, analysis, ...printed });
  return { problems: [...problems, ...analysis.problems], report };
}

// A list of problems ends at 200 and says how many more there are; a report joins those of reader, files and analysis,
// and the few about parts of the model that are left out.
const mostProblems = 3 * 201 + 6;

function checkReport(report: InspectReport, size: number): void {
  if (report.problems.length > mostProblems) throw new Fault(`${report.problems.length} problems`);
  checkPlaces(
    report.problems.map((it) => it.location),
    size,
  );
  for (const { message } of report.problems) {
    if (message.length > longestMessage) throw new Fault(`A message of ${message.length} characters`);
    if (message.includes("Edgewise failed")) throw new Fault(`An operator threw: ${message}`);
  }
  // The schema knows neither NaN nor infinity nor a negative count: JSON has no form for the first two.
  const parsed = inspectReport.safeParse(report);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new Fault(`The report breaks its schema: ${first?.path.join(".")}: ${first?.message}`);
  }
}

export const longestMessage = 20_000;

interface Place {
  readonly offset?: number | undefined;
  readonly length?: number | undefined;
}

export function checkPlaces(places: readonly Place[], size: number): void {
  for (const { offset = 0, length = 0 } of places) {
    const isInside = offset >= 0 && length >= 0 && offset + length <= size + 1;
    if (!isInside) throw new Fault(`A problem lies at ${offset}+${length}, outside of ${size}`);
  }
}
