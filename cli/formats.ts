import { type Analysis } from "../core/metrics/analysis.ts";
import { type InspectReport } from "../protocol/inspect-report.ts";
import { plainJson } from "../protocol/plain-text.ts";
import { type ReportSource, toInspectReport } from "../protocol/to-inspect-report.ts";
import { csvText } from "./csv.ts";
import { type Deployment, deploymentOf } from "./deployment.ts";
import { markdownText } from "./markdown.ts";
import { chosenNodes, type SortKey } from "./sort.ts";
import { tableText } from "./table.ts";
import { terminal } from "./terminal.ts";

export const formats = ["table", "json", "csv", "markdown"] as const;
export type Format = (typeof formats)[number];

export interface PrintOptions {
  readonly format: Format;
  /** What is to be said of devices. */
  readonly deployment?: Deployment;
  readonly sort?: SortKey;
  readonly top?: number;
}

/** The report of a model, with its devices where they are asked for. */
export function inspected(
  analysis: Analysis,
  source: ReportSource,
  { deployment }: Pick<PrintOptions, "deployment">,
): InspectReport {
  const report = toInspectReport(analysis, source);
  if (!deployment) return report;
  const { devices, diagnostics } = deploymentOf(analysis, source, deployment);
  return { ...report, devices, diagnostics };
}

export function print(report: InspectReport, { format, sort, top }: PrintOptions): void {
  // People want to see what an inference runs; scripts get everything.
  const isForPeople = format === "table" || format === "markdown";
  const all = isForPeople ? report.nodes.filter((it) => !it.folded) : report.nodes;
  const nodes = chosenNodes(all, sort, top);
  process.stdout.write(texts[format]({ ...report, nodes: [...nodes] }, all.length));
}

/** Each takes the report with the nodes to show, and how many there are in all; each ends its last line. */
const texts: Readonly<Record<Format, (report: InspectReport, nodeCount: number) => string>> = {
  json: (report) => `${plainJson(JSON.stringify(report, undefined, 2))}\n`,
  csv: csvText,
  markdown: (report, nodeCount) => `${markdownText(report, nodeCount)}\n`,
  table: (report, nodeCount) => `${tableText(report, nodeCount, terminal())}\n`,
};
