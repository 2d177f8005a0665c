import { type CheckReport, type ModelCheck } from "../../protocol/check-report.ts";
import { type DeviceReport, type DiagnosticReport } from "../../protocol/deployment-report.ts";
import { codeText, markdownText as escaped } from "../../protocol/plain-text.ts";
import { amount, findingPlace, latencyText, memoryText, runtimeText, verdictText } from "../device-texts.ts";
import { line } from "../markdown.ts";
import { placeText } from "../place-text.ts";
import { sinceText } from "./table.ts";
import { budgetCells, budgetTitles, changeText, summaryText, totalRows } from "./words.ts";

/** A comment for a pull request: verdict, then each model with totals, devices, budgets, findings, and what changed. */
export function checkMarkdown(report: CheckReport): string {
  const { summary, models, failures, problems, base } = report;
  return [
    `### ${summary.isFailed || failures.length > 0 ? "✗" : "✓"} Edgewise: ${escaped(summaryText(report))}`,
    ...models.flatMap((it) => modelLines(it, base)),
    ...bullets(
      "Not checked to the end:",
      failures.map((it) => escaped(it.message)),
    ),
    ...bullets(
      "Project:",
      problems.map((it) => escaped(`${placeText(it.location)} ${it.message}`)),
    ),
  ].join("\n");
}

function modelLines(model: ModelCheck, base: string | undefined): readonly string[] {
  const { name, path, change, budgets, diagnostics, problems } = model;
  const isCompared = change?.before !== undefined;
  const title = name === path || path.endsWith(name) ? codeText(path) : `${codeText(path)} ${escaped(name)}`;
  const totals = totalRows(model).map((it) => (isCompared ? it : it.slice(0, 2)));
  return [
    "",
    `#### ${title}`,
    ...(change && base !== undefined && !isCompared ? ["", `${escaped(sinceText(change, base))}.`] : []),
    "",
    ...grid(["", "now", ...(isCompared ? [`since ${base ?? ""}`] : [])], totals),
    ...deviceLines(model, base),
    ...(budgets.length > 0 ? ["", ...grid(budgetTitles, budgets.map(budgetCells))] : []),
    ...findingLines(diagnostics, change?.newFindings),
    ...bullets(
      "Problems:",
      problems.map((it) => escaped(`${it.severity} ${it.code}: ${it.message}`)),
    ),
    ...bullets(`Gone since ${escaped(base ?? "")}:`, (change?.fixedFindings ?? []).map(findingItem)),
  ];
}

function deviceLines(
  { devices, diagnostics, change }: ModelCheck,
  base: string | undefined,
): readonly string[] {
  const all = Object.entries(devices);
  if (all.length === 0) return [];
  const before = change?.latencyMs;
  const titles = ["Device", "Runtime", "Latency", ...(before ? [`since ${base ?? ""}`] : [])];
  const rows = all.map(([key, it]) => [
    key,
    runtimeText(it),
    ...latencyCells(it, before, key),
    "noData" in it ? "" : it.boundBy,
    "noData" in it ? "" : memoryText(it),
    verdictText(key, it, diagnostics),
  ]);
  return ["", ...grid([...titles, "Bound by", "Peak memory", "Verdict"], rows)];
}

function latencyCells(
  it: DeviceReport,
  before: Readonly<Record<string, number>> | undefined,
  key: string,
): readonly string[] {
  const now = "noData" in it ? `no data: ${it.noData}` : latencyText(it.latencyMs);
  if (!before) return [now];
  const expected = "noData" in it ? undefined : it.latencyMs.expected;
  return [now, changeText(before[key], expected, (ms) => `${amount(ms)}\u2009ms`)];
}

/** What fails or costs is seen at once; notes are folded away. */
function findingLines(
  all: readonly DiagnosticReport[],
  appeared: readonly DiagnosticReport[] | undefined,
): readonly string[] {
  const isNew = new Set(appeared);
  const item = (it: DiagnosticReport) => `${isNew.has(it) ? "**new** " : ""}${findingItem(it)}`;
  const grave = all.filter((it) => it.severity !== "info").map(item);
  const notes = all.filter((it) => it.severity === "info").map(item);
  return [
    ...bullets("Findings:", grave),
    ...(notes.length === 0
      ? []
      : [
          "",
          `<details><summary>${notes.length} ${notes.length === 1 ? "note" : "notes"}</summary>`,
          "",
          ...notes.map((it) => `- ${it}`),
          "",
          "</details>",
        ]),
  ];
}

const signs = { error: "✗ error", warning: "⚠ warning", info: "note" } as const;

function findingItem(it: DiagnosticReport): string {
  const device = it.device === undefined ? "" : ` (${escaped(it.device)})`;
  return `${signs[it.severity]} ${codeText(it.rule)}${device}: ${escaped(it.message)} ${codeText(findingPlace(it))}`;
}

function grid(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [
    line(titles.map(escaped)),
    line(titles.map(() => ":--")),
    ...rows.map((row) => line(row.map(escaped))),
  ];
}

function bullets(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : ["", title, "", ...items.map((it) => `- ${it}`)];
}
