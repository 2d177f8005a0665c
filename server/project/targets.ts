// From names of devices and runtimes to targets: which runtime, unit and precision a model is to run with. It must not read files.
import { type Device } from "../../core/devices/contract/device.ts";
import {
  type DeviceRuntime,
  type Precision,
  type RuntimeChoice,
  type RuntimeId,
  runtimeNames,
} from "../../core/devices/contract/runtime.ts";
import { devices as catalogue } from "../../core/devices/index.ts";
import { type Result } from "../../core/graph/problem.ts";
import { type Budgets } from "../../core/rules/contract/subject.ts";
import { findDevice } from "./find-device.ts";

/** What a person asks for. */
export interface WantedTarget {
  /** An id, or a part of one; see `findDevice`. */
  readonly name: string;
  readonly runtime?: RuntimeId;
  readonly precision?: Precision;
  readonly runtimeVersion?: string;
  readonly budgets?: Budgets;
}

export interface ProjectTarget {
  /** Its name in reports: as it was asked for. Unique among the targets of one run. */
  readonly key: string;
  readonly device: Device;
  /** Absent where nothing ready-made runs networks on the device. */
  readonly choice?: RuntimeChoice;
  readonly runtimeVersion?: string;
  /** Those that hold on this device, before those of the model. */
  readonly budgets?: Budgets;
}

/** All of them, each once; or what is wrong with the first that is not to be had. */
export function resolveTargets(
  wanted: readonly WantedTarget[],
  devices: readonly Device[],
): Result<readonly ProjectTarget[], string> {
  const targets = new Map<string, ProjectTarget>();
  for (const it of wanted) {
    const found = resolveTarget(it, devices);
    if (!found.ok) return found;
    const { device, choice } = found.value;
    const how = choice ? `${choice.runtime} ${choice.precision}` : "";
    const same = [...targets.values()].find((other) => other.device === device);
    if (!same) targets.set(it.name, found.value);
    // The same device with another runtime is another target.
    else if (same.choice && choice && how !== `${same.choice.runtime} ${same.choice.precision}`)
      targets.set(`${it.name} ${how}`, { ...found.value, key: `${it.name} ${how}` });
  }
  return { ok: true, value: [...targets.values()] };
}

function resolveTarget(wanted: WantedTarget, devices: readonly Device[]): Result<ProjectTarget, string> {
  const device = findDevice(wanted.name, devices);
  if (!device.ok) return device;
  const choice = choiceOn(device.value, wanted);
  if (!choice.ok) return choice;
  const { name: key, runtimeVersion, budgets } = wanted;
  return {
    ok: true,
    value: {
      key,
      device: device.value,
      ...(choice.value && { choice: choice.value }),
      ...(runtimeVersion !== undefined && { runtimeVersion }),
      ...(budgets && { budgets }),
    },
  };
}

function choiceOn(
  device: Device,
  { runtime, precision }: WantedTarget,
): Result<RuntimeChoice | undefined, string> {
  const usual = device.defaultRuntime;
  const wanted = runtime ?? usual?.runtime;
  if (!wanted) {
    if (precision === undefined) return { ok: true, value: undefined };
    return { ok: false, error: `no runtime is known for ${device.name}` };
  }
  const entries = entriesOf(device, wanted);
  if (entries.length === 0) {
    const others = [...new Set(device.runtimes.map((it) => it.id))].join(", ") || "none";
    const name = runtimeNames[wanted];
    return { ok: false, error: `${name} does not run on ${device.name}; runtimes there: ${others}` };
  }
  const fitting = entries.find((it) => precision === undefined || accepts(it, precision));
  if (!fitting) {
    const has = [...new Set(entries.flatMap((it) => it.precisions))].join(", ");
    const error = `${runtimeNames[wanted]} on ${device.name} does not run ${precision}; it runs ${has}`;
    return { ok: false, error };
  }
  const isUsual = usual?.runtime === fitting.id && usual.unit === fitting.unit;
  const chosen = precision ?? (isUsual ? usual.precision : fitting.precisions.at(-1));
  if (chosen === undefined) return { ok: true, value: undefined };
  return { ok: true, value: { runtime: fitting.id, unit: fitting.unit, precision: chosen } };
}

/** Of the unit that is usual for it first. */
function entriesOf({ runtimes, defaultRuntime: usual }: Device, id: RuntimeId): readonly DeviceRuntime[] {
  const rank = (it: DeviceRuntime) => (it.id === usual?.runtime && it.unit === usual.unit ? 0 : 1);
  return runtimes.filter((it) => it.id === id).sort((a, b) => rank(a) - rank(b));
}

const everywhere: readonly Precision[] = ["fp32", "fp16", "int8"];

/**
 * A device leaves out what its runtime takes but computes no faster (int8 on a Jetson Nano): that can be asked for, and a
 * rule says what it is worth. What the runtime takes on no such unit can not.
 */
function accepts({ id, unit, precisions }: DeviceRuntime, precision: Precision): boolean {
  if (precisions.includes(precision)) return true;
  if (!everywhere.includes(precision)) return false;
  return catalogue.some((device) =>
    device.runtimes.some((it) => it.id === id && it.unit === unit && it.precisions.includes(precision)),
  );
}
