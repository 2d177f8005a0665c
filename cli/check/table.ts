import { styleText } from "node:util";
import { type CheckReport, type ModelCheck } from "../../protocol/check-report.ts";
import { plainText } from "../../protocol/plain-text.ts";
import { counted } from "../device-texts.ts";
import { deviceColumns, deviceRows, findingTexts } from "../device-section.ts";
import { placeText } from "../place-text.ts";
import { type Terminal } from "../terminal.ts";
import { textTable } from "../text-table.ts";
import { budgetCells, budgetTitles, summaryText, totalRows } from "./words.ts";

/** For people at a terminal: each model with its devices, budgets and findings, and a line that sums it up. */
export function checkTable(report: CheckReport, terminal: Terminal): string {
  const style: Style = (format, text) =>
    terminal.hasColors ? styleText(format, text, { validateStream: false }) : text;
  const isFailed = report.summary.isFailed || report.failures.length > 0;
  return [
    ...report.models.flatMap((it) => [...modelLines(it, report.base, style), ""]),
    style(isFailed ? "red" : "green", `${isFailed ? "✗ failed" : "✓ passed"}, ${summaryText(report)}`),
  ].join("\n");
}

type Style = (format: "bold" | "dim" | "red" | "green" | "yellow", text: string) => string;

function modelLines(model: ModelCheck, base: string | undefined, style: Style): readonly string[] {
  const { name, path, budgets, problems, change } = model;
  const totals = totalRows(model);
  const width = Math.max(...totals.map(([label]) => label.length));
  const devices = Object.keys(model.devices).length > 0 ? textTable(deviceColumns, deviceRows(model)) : [];
  const budgetColumns = budgetTitles.map((title) => ({ title, align: "left" as const }));
  return [
    style("bold", plainText(name === path ? path : `${path}  ${name}`)),
    ...totals.map(
      ([label, value, since]) =>
        `  ${label.padEnd(width)}  ${value}${since === "" ? "" : style("dim", `  ${since}`)}`,
    ),
    ...(change && base !== undefined ? [style("dim", `  ${plainText(sinceText(change, base))}`)] : []),
    ...table(devices, style),
    ...table(budgets.length > 0 ? textTable(budgetColumns, budgets.map(budgetCells)) : [], style),
    ...section("Findings", findingTexts(model), style),
    ...section(
      "Problems",
      problems.map((it) => `${it.severity} ${it.code}: ${it.message}  ${placeText(it.location)}`),
      style,
    ),
  ];
}

export function sinceText(change: NonNullable<ModelCheck["change"]>, base: string): string {
  if (change.isNew) return `new since ${base}`;
  if (change.noComparison !== undefined) return `not compared with ${base}: ${change.noComparison}`;
  const appeared = counted(change.newFindings?.length ?? 0, "new finding") || "no new finding";
  return `since ${base}: ${appeared}, ${change.fixedFindings?.length ?? 0} gone`;
}

function table([titles, ...rows]: readonly string[], style: Style): readonly string[] {
  return titles === undefined ? [] : ["", style("bold", `  ${titles}`), ...rows.map((it) => `  ${it}`)];
}

function section(title: string, items: readonly string[], style: Style): readonly string[] {
  if (items.length === 0) return [];
  return ["", style("yellow", `  ${title} (${items.length}):`), ...items.map((it) => `    ${plainText(it)}`)];
}
