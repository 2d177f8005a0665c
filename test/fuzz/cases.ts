// All cases by group, each reached by its number, so that any of them can be run again alone.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { byteSource } from "../../core/read/byte-source.ts";
import { readOnnx } from "../../core/read/onnx.ts";
import { printOnnxText } from "../../core/read/onnx-print.ts";
import { headerCases, otherFiles, tensorCases, wireCases } from "./hostile-bytes.ts";
import { type HostileCase, type HostileFolder } from "./hostile-case.ts";
import { foldingCases } from "./hostile-folding.ts";
import { allowedCases, externalCases, pathCases } from "./hostile-folders.ts";
import { bodyCases, graphCases, nestingCases } from "./hostile-graphs.ts";
import { textCases } from "./hostile-text.ts";
import { mutated, type Seed, seedOf } from "./mutate.ts";
import { mutatedText } from "./mutate-text.ts";
import { operatorCount, stormCase } from "./operator-storm.ts";
import { Random } from "./random.ts";
import { smallModel } from "./small-model.ts";

export const hostileCases: readonly HostileCase[] = [
  ...wireCases,
  ...tensorCases,
  ...headerCases,
  ...otherFiles,
  ...nestingCases,
  ...graphCases,
  ...bodyCases,
  ...foldingCases,
  ...textCases,
];

export const hostileFolders: readonly HostileFolder[] = [...externalCases, ...pathCases, ...allowedCases];

/** Cases that are made from a number. */
export interface Numbered {
  readonly count: number;
  readonly make: (index: number) => Uint8Array | string;
  /** True when a problem must come out whatever the case is. */
  readonly isAlwaysWrong: boolean;
}

/** Cuts of each sample, evenly spread. */
const cutsOfSample = 256;
const combinationsOfOperator = 100;

/** Every truncation of the small model, then some of each sample. */
export function truncations(): Numbered {
  const small = smallModel();
  const files = samples();
  const make = (index: number) => {
    if (index < small.length) return small.subarray(0, index);
    const rest = index - small.length;
    const { bytes } = files[Math.floor(rest / cutsOfSample)] as Sample;
    return bytes.subarray(0, Math.floor((bytes.length * (rest % cutsOfSample)) / cutsOfSample));
  };
  return { count: small.length + files.length * cutsOfSample, make, isAlwaysWrong: true };
}

export function flips(count: number, seed: number): Numbered {
  const seeds: readonly Seed[] = [{ name: "small", bytes: smallModel() }, ...samples()].map(
    ({ name, bytes }) => seedOf(name, bytes),
  );
  const make = (index: number) => mutated(seeds[index % seeds.length] as Seed, new Random(seed, index));
  return { count, make, isAlwaysWrong: false };
}

export function texts(count: number, seed: number): Numbered {
  const printed = [smallModel(), ...samples().map((it) => it.bytes)].map(
    (it) => printOnnxText(readOnnx(byteSource(it)).value, { fileName: "model.onnx" }).text,
  );
  const all = [readFileSync(join(samplesFolder, "tiny.onnx.txt"), "utf8"), ...printed];
  const make = (index: number) => mutatedText(all[index % all.length] ?? "", new Random(seed, index));
  return { count, make, isAlwaysWrong: false };
}

export function operatorStorm(seed: number): Numbered {
  const make = (index: number) => stormCase(index, new Random(seed, index));
  return { count: operatorCount * combinationsOfOperator, make, isAlwaysWrong: false };
}

interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const samplesFolder = join(import.meta.dirname, "..", "..", "samples");

function samples(): readonly Sample[] {
  const names = readdirSync(samplesFolder).filter((it) => it.endsWith(".onnx"));
  return names.sort().map((name) => ({ name, bytes: readFileSync(join(samplesFolder, name)) }));
}
