import { type Command, Option } from "commander";
import {
  precisions,
  type Precision,
  runtimeNames,
  type RuntimeId,
} from "../core/devices/contract/runtime.ts";
import { type Result } from "../core/graph/problem.ts";
import { plainText } from "../protocol/plain-text.ts";
import { type FileProblem, openProject, type Project } from "../server/project/open-project.ts";
import { type ProjectTarget, resolveTargets, type WantedTarget } from "../server/project/targets.ts";

/** Which devices a command is about. */
export interface DeviceOptions {
  readonly device: readonly string[];
  readonly runtime?: RuntimeId;
  readonly precision?: Precision;
}

const runtimeIds = Object.keys(runtimeNames);

export function withDeviceOptions(command: Command): Command {
  return command
    .optionsGroup("For devices:")
    .option("--device <ids>", "devices, apart by commas: jetson-nano,coral-usb", parseNames, [])
    .addOption(
      new Option("--runtime <id>", "what runs the model there, in place of what is usual").choices(
        runtimeIds,
      ),
    )
    .addOption(
      new Option("--precision <type>", "number format, in place of what is usual").choices(precisions),
    );
}

export function parseNames(text: string, earlier: readonly string[]): readonly string[] {
  const names = text.split(",").map((it) => it.trim());
  return [...earlier, ...names.filter((it) => it !== "")];
}

export function wantedTargets({ device, runtime, precision }: DeviceOptions): readonly WantedTarget[] {
  return device.map((name) => ({
    name,
    ...(runtime !== undefined && { runtime }),
    ...(precision !== undefined && { precision }),
  }));
}

export interface Targets {
  readonly project: Project;
  readonly targets: readonly ProjectTarget[];
}

/** The devices that the options name, those of the user included; or what is wrong. */
export function targetsOf(options: DeviceOptions): Result<Targets, string> {
  const project = openProject(process.cwd());
  if (!project.ok) return { ok: false, error: project.error.map(problemText).join("; ") };
  for (const it of project.value.problems) console.error(`edgewise: ${plainText(problemText(it))}`);
  const targets = resolveTargets(wantedTargets(options), project.value.devices);
  if (!targets.ok) return { ok: false, error: `--device: ${targets.error}` };
  return { ok: true, value: { project: project.value, targets: targets.value } };
}

export function problemText({ message, location }: FileProblem): string {
  const { file, line, column } = location;
  return file === undefined
    ? message
    : `${[file, line, column].filter((it) => it !== undefined).join(":")}: ${message}`;
}
