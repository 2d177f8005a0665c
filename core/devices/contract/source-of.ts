import { type Device } from "./device.ts";
import { type Source } from "./source.ts";

/** The source of the value at a field path: that of the longest path in `sources` that leads to it, else the default. */
export function sourceOf(device: Device, path: string): Source | undefined {
  for (let it = path; it !== ""; it = it.slice(0, Math.max(0, it.lastIndexOf(".")))) {
    if (Object.hasOwn(device.sources, it)) return device.sources[it];
  }
  return device.sources[""];
}

/** The path of every number that describes the device itself: not of the survey's row, corrections and measurements. */
export function numberPaths(device: Device): readonly string[] {
  const { cpu, gpu, npu, memory, power, links, marketed } = device;
  return paths({ cpu, gpu, npu, marketed, memory, power, links }, "");
}

function paths(value: unknown, path: string): readonly string[] {
  if (typeof value === "number") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, it]) => paths(it, path === "" ? key : `${path}.${key}`));
}
