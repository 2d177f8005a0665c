import { type CheckReport } from "../../protocol/check-report.ts";
import { plainJson } from "../../protocol/plain-text.ts";
import { terminal } from "../terminal.ts";
import { githubText } from "./github.ts";
import { checkMarkdown } from "./markdown.ts";
import { sarifLog } from "./sarif.ts";
import { checkTable } from "./table.ts";

export const checkFormats = ["table", "sarif", "json", "markdown", "github"] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** Each ends its last line. */
export function checkText(report: CheckReport, format: CheckFormat): string {
  return texts[format](report);
}

const json = (value: unknown) => `${plainJson(JSON.stringify(value, undefined, 2))}\n`;

const texts: Readonly<Record<CheckFormat, (report: CheckReport) => string>> = {
  table: (report) => `${checkTable(report, terminal())}\n`,
  json,
  sarif: (report) => json(sarifLog(report)),
  markdown: (report) => `${checkMarkdown(report)}\n`,
  github: githubText,
};
