/** The part of docs/coverage.md about timm. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TimmSummary } from "./timm-all.ts";
import {
  hasEqualParameters,
  isTraced,
  timmComplaint,
  timmDifference,
  type TimmResult,
} from "./timm-models.ts";

export interface TimmFindings {
  readonly version: string;
  readonly results: readonly TimmResult[];
}

export function timmSection({ version, results }: TimmFindings): readonly string[] {
  const counted = results.filter((it) => timmDifference(it) !== undefined);
  const share = (some: readonly TimmResult[], all: readonly TimmResult[]) =>
    `${some.length} of ${all.length}`;
  const equal = counted.filter((it) => timmDifference(it) === 0);
  const others = counted.filter((it) => timmDifference(it) !== 0);
  return [
    "## timm's source, traced",
    "",
    `One model of each module file of timm ${version}, the middle one of its names in order, run in the sandbox; beside the`,
    "parameters and half of the `FlopCounterMode` of real torch, which builds and runs the same model on `meta`.",
    "",
    "| | models |",
    "| :-- | --: |",
    `| traced, with the input that the model states | ${share(results.filter(isTraced), results)} |`,
    `| parameters equal | ${share(results.filter(hasEqualParameters), results)} |`,
    `| multiply-adds equal | ${share(equal, counted)} |`,
    "",
    ...others.map(
      (it) => `- ${it.reference.name}: multiply-adds ${percent(timmDifference(it))} from real torch's.`,
    ),
    ...(others.length > 0 ? [""] : []),
    ...allModels(),
  ];
}

export function timmCheck(result: TimmResult): readonly [name: string, isRight: boolean] {
  const complaint = timmComplaint(result);
  const { reference, traced } = result;
  const name = `timm's ${reference.name} (traced): ${traced.parameters ?? "no"} parameters, ${traced.multiplyAdds ?? "no"} multiply-adds`;
  return [complaint === undefined ? name : `${name}; ${complaint}`, complaint === undefined];
}

/** Of the last run over all of them, which is too long for each time. */
function allModels(): readonly string[] {
  const path = join(import.meta.dirname, "timm-all.json");
  if (!existsSync(path)) return [];
  const it = JSON.parse(readFileSync(path, "utf8")) as TimmSummary;
  const within = Object.entries(it.within).map(([most, count]) => `${count} within ${most}`);
  return [
    `All ${number(it.models)} models of timm ${it.timm} on ${it.date} (\`test/oracles/timm-all.ts\`): ${number(it.traced)} traced;`,
    `parameters equal to real torch's for ${number(it.equalParameters)}; multiply-adds equal for ${number(it.equalMultiplyAdds)} of the`,
    `${number(it.counted)} that real torch counts, ${within.join(", ")}.`,
    "",
    ...Object.entries(it.complaints).map(([name, complaint]) => `- ${name}: ${complaint}`),
    ...(Object.keys(it.complaints).length > 0 ? [""] : []),
  ];
}

const number = (value: number): string => value.toLocaleString("en-US");

const percent = (value: number | undefined): string =>
  value === undefined ? "unknown" : `${(value * 100).toFixed(3)}%`;
