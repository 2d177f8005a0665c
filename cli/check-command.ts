import { resolve } from "node:path";
import { Command, Option } from "commander";
import { type Result } from "../core/graph/problem.ts";
import { type CheckReport } from "../protocol/check-report.ts";
import { plainText } from "../protocol/plain-text.ts";
import { findDevice } from "../server/project/find-device.ts";
import { commitOf } from "../server/project/git-revision.ts";
import { openProject, type Project } from "../server/project/open-project.ts";
import { type ProjectTarget, resolveTargets, type WantedTarget } from "../server/project/targets.ts";
import { checkModel, type CheckedModel } from "./check/check-model.ts";
import { checkFormats, type CheckFormat, checkText } from "./check/formats.ts";
import { modelsToCheck } from "./check/models-to-check.ts";
import { failLevels, type FailOn, reportOf } from "./check/report.ts";
import { parseNames, problemText } from "./device-options.ts";
import { exitCodes, fail } from "./exit-codes.ts";
import { ModelLoader } from "./load-model.ts";

interface CheckOptions {
  readonly device: readonly string[];
  readonly config?: string;
  readonly failOn: FailOn;
  readonly format: CheckFormat;
  readonly base?: string;
  readonly trust?: boolean;
}

/** `edgewise check`: findings and budgets of the models of a project, for CI. */
export function checkCommand(): Command {
  return new Command("check")
    .description("Check models against the devices and budgets of edgewise.json.")
    .argument("[files...]", "models; left out: those that edgewise.json lists")
    .option("--device <ids>", "devices, apart by commas, in place of those of edgewise.json", parseNames, [])
    .option("--config <file>", "the edgewise.json to use; left out: the nearest one upwards")
    .addOption(
      new Option("--fail-on <severity>", "end with 1 on findings that are at least this grave")
        .choices(failLevels)
        .default("error"),
    )
    .addOption(new Option("--format <format>", "how to print it").choices(checkFormats).default("table"))
    .option("--base <revision>", "compare with the models of a git revision")
    .option("--trust", "run Python source, in a sandbox")
    .action(check);
}

async function check(files: readonly string[], options: CheckOptions): Promise<void> {
  const project = openProject(
    process.cwd(),
    options.config === undefined ? undefined : resolve(options.config),
  );
  if (!project.ok) return fail(exitCodes.usage, project.error.map(problemText).join("; "));
  const targets = targetsFor(project.value, options.device);
  if (!targets.ok) return fail(exitCodes.usage, targets.error);
  const models = modelsToCheck(files, project.value, options.trust === true);
  if (models.length === 0)
    return fail(
      exitCodes.usage,
      "there is nothing to check: name model files, or list them in edgewise.json",
    );
  const { base } = options;
  if (base !== undefined) {
    const commit = await commitOf(base, process.cwd());
    if (!commit.ok) return fail(exitCodes.usage, `--base: ${commit.error}`);
  }
  const loader = new ModelLoader();
  const checked: CheckedModel[] = [];
  try {
    const rules = project.value.content.rules ?? {};
    const choices = { targets: targets.value, rules, loader, ...(base !== undefined && { base }) };
    // One after the other: the sandbox runs one at a time, and the order of the report is that of the list.
    for (const it of models) checked.push(await checkModel(it, choices));
  } finally {
    await loader.dispose();
  }
  finish(reportOf(checked, project.value, options), checked, options);
}

function finish(report: CheckReport, checked: readonly CheckedModel[], { format }: CheckOptions): void {
  process.stdout.write(checkText(report, format));
  for (const it of report.problems) console.error(`edgewise: ${plainText(problemText(it))}`);
  for (const [i, { check, others }] of checked.entries()) {
    if (others.length === 0 || !check || checked.findIndex((it) => it.check?.path === check.path) !== i)
      continue;
    console.error(`edgewise: ${plainText(`not checked, also in ${check.path}: ${others.join(", ")}`)}`);
  }
  if (report.summary.isFailed) process.exitCode = exitCodes.found;
  // What could not be checked is graver than what was found.
  for (const it of [...report.failures].sort((a, b) => a.exitCode - b.exitCode))
    fail(it.exitCode, it.message);
}

/** Those of the command line, with what edgewise.json says of them; else those of edgewise.json. */
function targetsFor(project: Project, names: readonly string[]): Result<readonly ProjectTarget[], string> {
  const { content, devices, locate } = project;
  const listed = (content.devices ?? []).map((it): WantedTarget => {
    if (typeof it === "string") return { name: it };
    const { id, ...rest } = it;
    return { name: id, ...rest };
  });
  if (names.length > 0) {
    const idOf = (name: string) => {
      const found = findDevice(name, devices);
      return found.ok ? found.value.id : name;
    };
    const wanted = names.flatMap((name) => {
      const own = listed.filter((it) => idOf(it.name) === idOf(name));
      return own.length > 0 ? own.map((it) => ({ ...it, name })) : [{ name }];
    });
    const targets = resolveTargets(wanted, devices);
    return targets.ok ? targets : { ok: false, error: `--device: ${targets.error}` };
  }
  for (const [i, it] of listed.entries()) {
    const alone = resolveTargets([it], devices);
    if (alone.ok) continue;
    const problem = { severity: "error" as const, message: alone.error, location: locate(["devices", i]) };
    return { ok: false, error: problemText(problem) };
  }
  return resolveTargets(listed, devices);
}
