import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import { rules } from "../../core/rules/index.ts";
import { type CheckReport, type ModelCheck } from "../../protocol/check-report.ts";
import { plainText } from "../../protocol/plain-text.ts";
import { assetsFolder } from "../../server/assets.ts";
import packageJson from "../../package.json" with { type: "json" };
import { budgetText } from "./words.ts";

type Severity = "error" | "warning" | "info";
type Place = CheckReport["problems"][number]["location"];

const levels = { error: "error", warning: "warning", info: "note" } as const;

/** SARIF 2.1.0: what code scanning services and editors read. */
export function sarifLog(report: CheckReport): Log {
  const results = report.models.flatMap(resultsOf);
  const named = [...new Set(results.map((it) => it.ruleId ?? ""))].sort();
  const index = new Map(named.map((it, i) => [it, i]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Edgewise",
            semanticVersion: packageJson.version,
            rules: named.map(descriptor),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: {
          "%SRCROOT%": { description: { text: "The folder that edgewise was started in." } },
        },
        invocations: [
          {
            executionSuccessful: report.failures.length === 0,
            toolExecutionNotifications: [
              ...report.failures.map((it) => ({
                level: "error" as const,
                message: { text: plainText(it.message) },
                locations: [locationOf({ file: it.path })],
              })),
              ...report.problems.map((it) => ({
                level: levels[it.severity],
                message: { text: plainText(it.message) },
                locations: [locationOf(it.location)],
              })),
            ],
          },
        ],
        results: results.map((it) => ({ ...it, ruleIndex: index.get(it.ruleId ?? "") ?? -1 })),
      },
    ],
  };
}

function resultsOf({ name, path, diagnostics, problems, budgets }: ModelCheck): readonly Result[] {
  const counts = new Map<string, number>();
  const result = (
    ruleId: string,
    severity: Severity,
    message: string,
    { place, of, also = [] }: { place: Place; of: readonly string[]; also?: readonly Place[] },
  ): Result => {
    const identity = [ruleId, path, name, ...of].join("\0");
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    // Without lines: an edit above must not make a new finding of an old one.
    const print = createHash("sha256").update(`${identity}\0${count}`).digest("hex");
    return {
      ruleId,
      level: levels[severity],
      message: { text: plainText(message) },
      locations: [{ ...locationOf(place), ...logical(of[0]) }],
      ...(also.length > 0 && { relatedLocations: also.map((it, id) => ({ id, ...locationOf(it) })) }),
      partialFingerprints: { "edgewise/v1": print },
    };
  };
  return [
    ...diagnostics.map((it) =>
      result(it.rule, it.severity, it.message, {
        place: it.location,
        of: [it.node ?? "", it.device ?? ""],
        also: (it.alike ?? []).map((other) => other.location),
      }),
    ),
    ...problems.map((it) =>
      result(it.code, it.severity, it.message, { place: it.location, of: ["", it.message] }),
    ),
    ...budgets
      .filter((it) => it.verdict === "broken")
      .map((it) =>
        result("broken-budget", "error", `${path}: ${budgetText(it)}.`, {
          place: { file: path },
          of: ["", it.budget, it.device ?? ""],
        }),
      ),
  ];
}

function logical(node: string | undefined): Pick<Location, "logicalLocations"> {
  return node ? { logicalLocations: [{ fullyQualifiedName: plainText(node), kind: "element" }] } : {};
}

function locationOf({ file, offset, length, line, column, endLine, endColumn }: Place): Location {
  const region =
    line !== undefined
      ? {
          startLine: line,
          ...(column !== undefined && { startColumn: column }),
          ...(endLine !== undefined && { endLine }),
          ...(endColumn !== undefined && { endColumn }),
        }
      : offset !== undefined
        ? { byteOffset: offset, ...(length !== undefined && { byteLength: length }) }
        : undefined;
  if (file === undefined) return {};
  return { physicalLocation: { artifactLocation: artifactOf(file), ...(region && { region }) } };
}

/** Below the folder it was started in, which is the repository's in CI; else with its whole path. */
function artifactOf(file: string): { uri: string; uriBaseId?: string } {
  const way = relative(process.cwd(), resolve(file));
  if (way.startsWith("..") || isAbsolute(way)) return { uri: pathToFileURL(resolve(file)).href };
  const uri = way.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return { uri, uriBaseId: "%SRCROOT%" };
}

function descriptor(id: string): ReportingDescriptor {
  const rule = rules.find((it) => it.id === id);
  const helpUri = rule ? pageUri(join("rules", `${id}.md`)) : pageOfOthers(id);
  if (!rule) return { id, ...(helpUri !== undefined && { helpUri }) };
  return {
    id,
    shortDescription: { text: rule.what },
    fullDescription: { text: rule.why },
    help: {
      text: `${rule.why}\n\n${rule.fix}`,
      markdown: `${rule.why}\n\n**What to do:** ${rule.fix}\n\nSources: ${rule.sources.join("; ")}`,
    },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [rule.group] },
  };
}

/** Of what is no rule: problems of readers have a page, and what is said of the project is said of all rules. */
function pageOfOthers(id: string): string | undefined {
  const isAboutRules = id === "unknown-rule" || id === "broken-budget";
  if (isAboutRules) return pageUri(join("rules", "README.md"));
  const page = pageUri("problems.md");
  return page === undefined ? undefined : `${page}#${id}`;
}

/** The page beside this program, where it was installed with its documents. */
function pageUri(page: string): string | undefined {
  const path = join(assetsFolder, "..", "docs", page);
  return existsSync(path) ? pathToFileURL(path).href : undefined;
}
