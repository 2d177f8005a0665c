/**
 * Files of weights as PyTorch, safetensors and NumPy write them, beside what these read from them: names, types, sizes;
 * pickles beside CPython's pickletools; and exported programs beside the multiply-adds that torchvision publishes.
 */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { byteSource } from "../../core/read/byte-source.ts";
import { type Checkpoint, type CheckpointTensor } from "../../core/read/checkpoint.ts";
import { dataTypes } from "../../core/graph/data-type.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { readPickle } from "../../core/read/pickle.ts";
import { canonicalPickle } from "./canonical-pickle.ts";
import { openCheckpoint } from "../../server/open-checkpoint.ts";

type RunPython = (args: readonly string[]) => string;
type Check = readonly [name: string, isRight: boolean];

interface ExpectedFile {
  readonly format: string;
  readonly tensors: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly number[];
  }[];
  readonly multiplyAdds?: number;
  /** torch.load takes it with weights_only=True. */
  readonly isWeightsOnly?: boolean;
}

const mostMultiplyAddsError = 0.01;

export async function checkpointChecks(run: RunPython, cache: string): Promise<readonly Check[]> {
  const folder = join(cache, "checkpoints");
  try {
    const expected = JSON.parse(run(["checkpoint_files.py", folder])) as Record<string, ExpectedFile>;
    const checks: Check[] = [];
    for (const [file, it] of Object.entries(expected))
      checks.push(...(await fileChecks(join(folder, file), file, it)));
    return [...checks, ...pickleChecks(run, join(cache, "pickles"))];
  } finally {
    // A gigabyte of weights that nobody needs again.
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fileChecks(path: string, file: string, expected: ExpectedFile): Promise<readonly Check[]> {
  const opened = await openCheckpoint(path);
  if (!opened.ok) return [[`${file}: ${opened.error.message}`, false]];
  const { checkpoint } = opened.value;
  const difference = compare(checkpoint, expected);
  const checks: Check[] = [
    [
      `${file}: ${expected.tensors.length} tensors as ${expected.format} has them${difference}`,
      difference === "",
    ],
  ];
  return expected.multiplyAdds === undefined
    ? checks
    : [...checks, programCheck(file, checkpoint, expected.multiplyAdds)];
}

function compare(checkpoint: Checkpoint, expected: ExpectedFile): string {
  const refused = checkpoint.problems.filter((it) => it.code === "pickle-code-execution");
  if (expected.isWeightsOnly !== undefined && expected.isWeightsOnly !== (refused.length === 0))
    return `: torch ${expected.isWeightsOnly ? "takes" : "refuses"} it as weights only, and here ${refused.length} names are refused`;
  const errors = checkpoint.problems.filter((it) => it.severity === "error" && !refused.includes(it));
  if (errors.length > 0) return `: ${errors.map((it) => it.message).join(" ")}`;
  if (checkpoint.format !== expected.format) return `: read as ${checkpoint.format}`;
  const ours = checkpoint.tensors.map(asText).sort();
  const theirs = expected.tensors
    .map(({ name, dtype, shape }) => `${name} ${ourType(dtype)} ${shape.join("×")}`)
    .sort();
  const missing = theirs.filter((it) => !ours.includes(it));
  const extra = ours.filter((it) => !theirs.includes(it));
  const sizes = checkpoint.tensors
    .filter((it) => !isWholeSize(it))
    .map((it) => `${it.name} has ${it.bytes} bytes`);
  const all = [...missing.map((it) => `lacks ${it}`), ...extra.map((it) => `has ${it}`), ...sizes];
  if (all.length === 0 && ours.length !== theirs.length) return `: ${ours.length} tensors`;
  return all.length === 0 ? "" : `: ${all.slice(0, 5).join("; ")}`;
}

function asText({ name, dtype, shape }: CheckpointTensor): string {
  return `${name} ${dtype ?? "?"} ${shape.join("×")}`;
}

/** Rows as they are take as many bytes as their elements; views with steps of their own take more or fewer. */
function isWholeSize({ elements, dtype, bytes, stride, name }: CheckpointTensor): boolean {
  const bits = dtype && dataTypes[dtype].bits;
  return (
    stride !== undefined || name === "s" || bits === undefined || bytes === ((elements ?? NaN) * bits) / 8
  );
}

function ourType(dtype: string): string {
  return dtype.replace(/^float8_/, "float8");
}

function programCheck(file: string, { model }: Checkpoint, published: number): Check {
  if (!model) return [`${file}: has a graph`, false];
  const { totals, coverage } = analyze(model);
  const error = (totals.multiplyAdds.value ?? NaN) / published - 1;
  const uncounted = [...new Set(coverage.uncounted.map((it) => it.reason))];
  return [
    `${file}: multiply-adds ${(error * 100).toFixed(2)}% from published${uncounted.map((it) => `; ${it}`).join("")}`,
    Math.abs(error) <= mostMultiplyAddsError && uncounted.length === 0,
  ];
}

interface ExpectedPickle {
  readonly value: unknown;
  readonly globals: readonly string[];
  readonly end: number;
}

/** Random values under every protocol: what we read beside what CPython built, its imports beside those of pickletools. */
function pickleChecks(run: RunPython, folder: string): readonly Check[] {
  const expected = JSON.parse(run(["pickles.py", folder])) as Record<string, ExpectedPickle>;
  const wrong = readdirSync(folder).filter((file) => {
    const theirs = expected[file];
    if (!theirs) return false;
    const reading = readPickle(byteSource(readFileSync(join(folder, file))));
    const globals = reading.imports.map((it) => `${it.module} ${it.name}`);
    return (
      reading.problem !== undefined ||
      reading.end !== theirs.end ||
      JSON.stringify([...globals].sort()) !== JSON.stringify(theirs.globals) ||
      JSON.stringify(canonicalPickle(reading.value)) !== JSON.stringify(theirs.value)
    );
  });
  const count = Object.keys(expected).length;
  return [
    [
      `${count} random pickles of protocols 0 to 5 read as CPython reads them${wrong.length > 0 ? `: not ${wrong.slice(0, 5).join(", ")}` : ""}`,
      wrong.length === 0 && count >= 1000,
    ],
  ];
}
