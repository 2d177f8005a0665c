import { relative } from "node:path";
import { type CheckReport } from "../../protocol/check-report.ts";
import { type Project } from "../../server/project/open-project.ts";
import { type CheckedModel } from "./check-model.ts";

export const failLevels = ["error", "warning", "info", "never"] as const;
export type FailOn = (typeof failLevels)[number];

const order = ["error", "warning", "info"] as const;

/** All of it, and whether it fails: on a finding that is grave enough, or on a broken budget. */
export function reportOf(
  checked: readonly CheckedModel[],
  { file, problems }: Pick<Project, "file" | "problems">,
  { failOn, base }: { readonly failOn: FailOn; readonly base?: string },
): CheckReport {
  const models = checked.flatMap((it) => it.check ?? []);
  const found = models.flatMap((it) => [...it.diagnostics, ...it.problems]);
  const [errors, warnings, infos] = order.map((it) => found.filter((one) => one.severity === it).length);
  const brokenBudgets = models.flatMap((it) => it.budgets).filter((it) => it.verdict === "broken").length;
  const grave = found.some((it) => order.indexOf(it.severity) <= order.indexOf(failOn as "error"));
  return {
    schemaVersion: 1,
    ...(file !== undefined && { project: relative(process.cwd(), file) }),
    ...(base !== undefined && { base }),
    models,
    failures: checked.flatMap((it) => it.failure ?? []),
    problems: problems.map(({ severity, message, location }) => ({
      severity,
      message,
      location: shown(location),
    })),
    summary: {
      errors: errors ?? 0,
      warnings: warnings ?? 0,
      infos: infos ?? 0,
      brokenBudgets,
      failOn,
      isFailed: failOn !== "never" && (grave || brokenBudgets > 0),
    },
  };
}

type Place = CheckReport["problems"][number]["location"];

function shown(location: Place): Place {
  const { file } = location;
  return file === undefined ? location : { ...location, file: relative(process.cwd(), file) };
}
