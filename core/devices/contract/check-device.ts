import { computeUnits, type Device } from "./device.ts";
import { type DeviceRuntime, type RuntimeChoice } from "./runtime.ts";
import { numberPaths, sourceOf } from "./source-of.ts";

/** A fault of a device that types do not see. */
export interface DeviceFault {
  /** Keys from the device down to the value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Whether the parts of a device fit each other: choices that exist, units that are there, numbers with a source. */
export function checkDevice(device: Device): readonly DeviceFault[] {
  return [
    ...device.runtimes.flatMap((it, i) => runtimeFaults(device, it, i)),
    ...choiceFaults(device),
    ...peakFaults(device),
    ...sourceFaults(device),
  ];
}

function runtimeFaults(device: Device, runtime: DeviceRuntime, index: number): readonly DeviceFault[] {
  const faults: DeviceFault[] = [];
  const fault = (key: string, message: string) => faults.push({ path: ["runtimes", index, key], message });
  // The CPU of an accelerator is that of its host.
  const isThere = (unit: DeviceRuntime["unit"]) => device[unit] || (unit === "cpu" && device.isHostRequired);
  if (!isThere(runtime.unit))
    fault("unit", `${device.id} has no ${runtime.unit} for ${runtime.id} to compute with.`);
  if (runtime.precisions.length === 0) fault("precisions", `${runtime.id} needs one precision at least.`);
  if (runtime.fallback && !isThere(runtime.fallback)) {
    fault("fallback", `${device.id} has no ${runtime.fallback} to fall back to.`);
  }
  const same = (it: DeviceRuntime) => it.id === runtime.id && it.unit === runtime.unit;
  if (device.runtimes.findIndex(same) < index) {
    fault("id", `${runtime.id} on the ${runtime.unit} is there twice; put its precisions into one entry.`);
  }
  return faults;
}

function choiceFaults({ defaultRuntime: choice, runtimes }: Device): readonly DeviceFault[] {
  if (!choice || runtimes.some((it) => allows(it, choice))) return [];
  const message = `The default, ${choice.runtime} in ${choice.precision} on the ${choice.unit}, is none of the runtimes.`;
  return [{ path: ["defaultRuntime"], message }];
}

function allows(runtime: DeviceRuntime, choice: RuntimeChoice): boolean {
  const { id, unit, precisions } = runtime;
  return id === choice.runtime && unit === choice.unit && precisions.includes(choice.precision);
}

function peakFaults(device: Device): readonly DeviceFault[] {
  return computeUnits.flatMap((unit) =>
    Object.entries(device[unit]?.peak ?? {}).flatMap(([precision, rate]) =>
      (rate.sparseOperationsPerSecond ?? Infinity) < rate.operationsPerSecond
        ? [{ path: [unit, "peak", precision], message: "The sparse rate is below the dense one." }]
        : [],
    ),
  );
}

function sourceFaults(device: Device): readonly DeviceFault[] {
  const aimless = Object.keys(device.sources)
    .filter((it) => !leadsToValue(device, it))
    .map((it) => ({
      path: ["sources", it],
      message: `There is nothing at "${it}" that this could be the source of.`,
    }));
  const missing = numberPaths(device)
    .filter((it) => !sourceOf(device, it))
    .map((it) => ({ path: ["sources"], message: `"${it}" has no source.` }));
  return [...aimless, ...missing];
}

function leadsToValue(device: Device, path: string): boolean {
  let value: unknown = device;
  for (const key of path === "" ? [] : path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return true;
}
