// What the user chose to run models on, as a client sends it; it must not trust a word of it.
import { precisions } from "../../core/devices/contract/runtime.ts";
import { type Device } from "../../core/devices/contract/device.ts";
import { runtimeNames } from "../../core/devices/contract/runtime.ts";
import { type ChosenTarget } from "../../protocol/requests.ts";
import { type ProjectTarget, resolveTargets, type WantedTarget } from "../project/targets.ts";

const mostTargets = 20;

/** Undefined: nothing was chosen, which is not the same as choosing none. */
export function chosenTargets(given: unknown): readonly WantedTarget[] | undefined {
  if (!Array.isArray(given)) return undefined;
  return given.slice(0, mostTargets).flatMap((it: unknown): readonly WantedTarget[] => {
    if (typeof it === "string") return [{ name: it }];
    if (typeof it !== "object" || it === null) return [];
    const { id, runtime, precision } = it as Partial<Record<keyof ChosenTarget, unknown>>;
    if (typeof id !== "string") return [];
    return [
      {
        name: id,
        ...(isRuntime(runtime) && { runtime }),
        ...(isPrecision(precision) && { precision }),
      },
    ];
  });
}

function isRuntime(value: unknown): value is keyof typeof runtimeNames {
  return typeof value === "string" && Object.hasOwn(runtimeNames, value);
}

function isPrecision(value: unknown): value is (typeof precisions)[number] {
  return (precisions as readonly unknown[]).includes(value);
}

/** Those that are to be had; of the others why they are not. One that is gone must not take the others with it. */
export function usableTargets(
  wanted: readonly WantedTarget[],
  devices: readonly Device[],
): { readonly targets: readonly ProjectTarget[]; readonly refused: readonly string[] } {
  const refused: string[] = [];
  const usable = wanted.filter((it) => {
    const found = resolveTargets([it], devices);
    if (!found.ok) refused.push(found.error);
    return found.ok;
  });
  const all = resolveTargets(usable, devices);
  return { targets: all.ok ? all.value : [], refused };
}
