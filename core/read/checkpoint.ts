/** What a file of weights holds, whatever its format. It must hold no weights, only where they are. */
import { type DataType } from "../graph/data-type.ts";
import { type Model } from "../graph/model.ts";
import { type Problem } from "../graph/problem.ts";
import { type CheckpointImport } from "./pickle-problems.ts";

export interface Checkpoint {
  readonly format: CheckpointFormat;
  /** Of the model's weights: the state dict, where the file has one. In the order of the file. */
  readonly tensors: readonly CheckpointTensor[];
  /** What else the file keeps tensors for: an optimizer's state, averaged weights. */
  readonly others: readonly CheckpointPart[];
  /** Texts and numbers that the file says of itself. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly imports: readonly CheckpointImport[];
  /** An exported program holds its graph too. */
  readonly model?: Model;
  readonly problems: readonly Problem[];
}

export type CheckpointFormat =
  | "torch-zip"
  | "torch-legacy"
  | "torch-tar"
  | "torchscript"
  | "torch-export"
  | "safetensors"
  | "npz"
  | "npy"
  | "pickle";

export interface CheckpointTensor {
  /** As a state dict has it: `layer1.0.conv1.weight`. */
  readonly name: string;
  /** Undefined when the file's type is not known. */
  readonly dtype?: DataType;
  readonly shape: readonly number[];
  /** Undefined when the sizes multiply to more than can be counted. */
  readonly elements: number | undefined;
  /** Bytes of the file that hold it: fewer than its elements take when it repeats values (stride 0). */
  readonly bytes: number;
  /** Bytes that no tensor before it holds already. */
  readonly ownBytes: number;
  /** An earlier tensor lies in the same bytes: tied weights. */
  readonly isShared: boolean;
  /** In elements; only where it is not row-major. */
  readonly stride?: readonly number[];
  readonly place: TensorPlace;
  readonly role: TensorRole;
}

/** `buffer`: kept with the model but not learned. What no file says is told from torch's own names and the type. */
export type TensorRole = "parameter" | "buffer";

export interface TensorPlace {
  /** The entry of the archive, or the file of several; empty for the file itself. */
  readonly container: string;
  readonly offset: number;
  readonly length: number;
}

export interface CheckpointPart {
  /** `optimizer`. */
  readonly path: string;
  readonly tensors: number;
  readonly bytes: number;
}

export function emptyCheckpoint(format: CheckpointFormat, problems: readonly Problem[]): Checkpoint {
  return { format, tensors: [], others: [], metadata: new Map(), imports: [], problems };
}

/** Running statistics and counters, as torch's own layers call them, and what no gradient can go through. */
export function guessedRole(name: string, dtype: DataType | undefined): TensorRole {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const isStatistic = last === "running_mean" || last === "running_var" || last === "num_batches_tracked";
  return isStatistic || dtype === "int64" || dtype === "bool" ? "buffer" : "parameter";
}
