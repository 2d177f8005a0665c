import { type CheckReport } from "../../protocol/check-report.ts";
import { plainText } from "../../protocol/plain-text.ts";
import { budgetText, summaryText } from "./words.ts";

type Severity = "error" | "warning" | "info";
type Place = CheckReport["problems"][number]["location"];

const commands = { error: "error", warning: "warning", info: "notice" } as const;

/** Workflow commands of GitHub Actions, one a line: they become annotations in the changed files. */
export function githubText(report: CheckReport): string {
  const lines = [
    ...report.models.flatMap(({ path, diagnostics, problems, budgets }) => [
      ...diagnostics.map((it) => {
        const device = it.device === undefined ? "" : ` on ${it.device}`;
        // Where there are no lines the node's name says which one it is.
        const node = it.location.line === undefined && it.node !== undefined ? ` (${it.node})` : "";
        return command(it.severity, it.location, `edgewise ${it.rule}${device}`, it.message + node);
      }),
      ...problems.map((it) => command(it.severity, it.location, `edgewise ${it.code}`, it.message)),
      ...budgets
        .filter((it) => it.verdict === "broken")
        .map((it) => command("error", { file: path }, "edgewise budget", `${path}: ${budgetText(it)}.`)),
    ]),
    ...report.failures.map((it) => command("error", { file: it.path }, "edgewise", it.message)),
    ...report.problems.map((it) => command(it.severity, it.location, "edgewise project", it.message)),
  ];
  return [...lines, data(`edgewise: ${summaryText(report)}`), ""].join("\n");
}

function command(severity: Severity, place: Place, title: string, message: string): string {
  const { file, line, column, endLine, endColumn } = place;
  const isOneLine = line !== undefined && (endLine === undefined || endLine === line);
  const properties = [
    ["file", file?.replaceAll("\\", "/")],
    ["line", line],
    ["endLine", line === undefined ? undefined : endLine],
    // Columns mean something within one line only; the end is exclusive here, inclusive there.
    ["col", isOneLine ? column : undefined],
    ["endColumn", isOneLine && endColumn !== undefined ? Math.max(column ?? 1, endColumn - 1) : undefined],
    ["title", title],
  ] as const;
  const written = properties.flatMap(([name, it]) =>
    it === undefined ? [] : [`${name}=${property(String(it))}`],
  );
  return `::${commands[severity]} ${written.join(",")}::${data(message)}`;
}

/** As the runner's toolkit escapes: what is left of control characters by then is none. */
function data(text: string): string {
  return plainText(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
