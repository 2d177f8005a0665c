import { type DataType } from "../graph/data-type.ts";
import { type CheckpointTensor } from "../read/checkpoint.ts";

/** What the tensors under one prefix add up to. Shared bytes and elements count once, where they are met first. */
export interface CheckpointTotals {
  readonly tensors: number;
  /** Elements of what is learned; undefined when a tensor has more than can be counted. */
  readonly parameters: number | undefined;
  readonly bytes: number;
  /** Bytes by type; what has no known type is under `unknown`. */
  readonly bytesByType: ReadonlyMap<DataType | "unknown", number>;
}

export interface CheckpointTree extends CheckpointTotals {
  /** The last part of the prefix: `conv1` of `layer1.0.conv1`. Empty for the whole. */
  readonly name: string;
  readonly prefix: string;
  /** In the order in which they are met. */
  readonly children: readonly CheckpointTree[];
  /** At a leaf, the tensor of this name. */
  readonly tensor?: CheckpointTensor;
}

// Names nest as modules do; what goes deeper is one name.
const deepest = 64;

/** The tensors by the dots in their names. */
export function checkpointTree(tensors: readonly CheckpointTensor[]): CheckpointTree {
  const root = new Branch("", "");
  for (const it of tensors) {
    const parts = it.name.split(".");
    const kept =
      parts.length > deepest ? [...parts.slice(0, deepest - 1), parts.slice(deepest - 1).join(".")] : parts;
    let at = root;
    at.add(it);
    for (const part of kept) {
      at = at.child(part);
      at.add(it);
    }
    at.tensor ??= it;
  }
  return root.finish();
}

export function checkpointTotals(tensors: readonly CheckpointTensor[]): CheckpointTotals {
  const all = new Branch("", "");
  for (const it of tensors) all.add(it);
  const { tensors: count, parameters, bytes, bytesByType } = all.finish();
  return { tensors: count, parameters, bytes, bytesByType };
}

class Branch {
  tensor: CheckpointTensor | undefined;
  private readonly children = new Map<string, Branch>();
  private count = 0;
  private parameters: number | undefined = 0;
  private bytes = 0;
  private readonly byType = new Map<DataType | "unknown", number>();

  constructor(
    private readonly name: string,
    private readonly prefix: string,
  ) {}

  child(name: string): Branch {
    const known = this.children.get(name);
    if (known) return known;
    const made = new Branch(name, this.prefix === "" ? name : `${this.prefix}.${name}`);
    this.children.set(name, made);
    return made;
  }

  add({ elements, ownBytes, isShared, role, dtype }: CheckpointTensor): void {
    this.count++;
    this.bytes += ownBytes;
    if (ownBytes > 0)
      this.byType.set(dtype ?? "unknown", (this.byType.get(dtype ?? "unknown") ?? 0) + ownBytes);
    if (isShared || role === "buffer") return;
    this.parameters =
      this.parameters === undefined || elements === undefined ? undefined : this.parameters + elements;
  }

  finish(): CheckpointTree {
    return {
      name: this.name,
      prefix: this.prefix,
      tensors: this.count,
      parameters: this.parameters,
      bytes: this.bytes,
      bytesByType: this.byType,
      children: [...this.children.values()].map((it) => it.finish()),
      ...(this.tensor && { tensor: this.tensor }),
    };
  }
}
