import { isKnown } from "../graph/dim.ts";
import { bytesOf } from "./cost.ts";
import { countable } from "./countable.ts";
import { type Entry } from "./flatten.ts";
import { type StoredTypes } from "./stored-types.ts";
import { type Tensor } from "./tensor.ts";
import { type Body, type Visit } from "./walk.ts";

/** The largest set of activations alive at once, running the entries in order. */
export interface Liveness {
  readonly peakBytes: number;
  /** Index of the entry that runs at the peak; -1 while only the inputs are there. */
  readonly at: number;
  readonly alive: readonly { readonly name: string; readonly bytes: number }[];
  /** Tensors whose size is not known: with some, the peak is at least this. */
  readonly unsized: readonly Tensor[];
}

/** Memory that several tensors share: a tensor and the views of it. */
interface Buffer {
  readonly name: string;
  bytes: number;
  readonly from: number;
  to: number;
}

/**
 * Inputs live from the start to their last use, outputs from where they are made to the end, everything else from
 * where it is made to its last use. Views, and the Q/DQ nodes that neighbours absorb, share their base; what a
 * container gives out is what its body made.
 */
export function liveness(
  entries: readonly Entry[],
  io: { readonly inputs: readonly Tensor[]; readonly outputs: readonly Tensor[] },
  types: StoredTypes,
): Liveness {
  const memory = new Memory(types);
  const open: Entry[] = [];
  const run = new Set(entries.map((it) => it.body));
  const closeTo = (container: number | undefined) => {
    while (open.length > 0 && open[open.length - 1]?.index !== container) {
      const done = open.pop();
      if (done) memory.defineFromBody(done, bodyRun(done.visit, run));
    }
  };

  for (const tensor of io.inputs) memory.define(tensor, -1);
  for (const entry of entries) {
    closeTo(entry.container);
    memory.use(entry.visit.inputs, entry.index);
    if (entry.visit.isFolded) continue;
    if (entry.visit.bodies.length > 0) open.push(entry);
    else memory.defineOutputs(entry);
  }
  closeTo(undefined);
  const end = (entries[entries.length - 1]?.index ?? -1) + 1;
  memory.use(io.outputs, end);
  return { ...peakOf(memory.buffers, end), unsized: memory.unsized };
}

/** The body that gives a container its outputs: of an If, the branch that is taken. */
function bodyRun({ bodies }: Visit, run: ReadonlySet<Body | undefined>): Body | undefined {
  const last = bodies[bodies.length - 1];
  return bodies.find((it) => run.has(it)) ?? bodies.find((it) => it.executions !== 0) ?? last;
}

class Memory {
  readonly buffers: Buffer[] = [];
  readonly unsized: Tensor[] = [];
  private readonly of = new Map<Tensor, Buffer>();
  /** Views of weights: they lie where the weights lie. */
  private readonly ofStored = new Set<Tensor>();

  constructor(private readonly types: StoredTypes) {}

  define(tensor: Tensor, at: number, base?: Buffer): void {
    if (this.of.has(tensor)) return;
    const bytes = countable(bytesOf(tensor, this.types));
    if (!isKnown(bytes)) this.unsized.push(tensor);
    const size = isKnown(bytes) ? bytes : 0;
    const buffer = base ?? { name: tensor.name, bytes: size, from: at, to: at };
    buffer.bytes = Math.max(buffer.bytes, size);
    if (!base) this.buffers.push(buffer);
    this.of.set(tensor, buffer);
  }

  defineOutputs(entry: Entry): void {
    const [input] = entry.visit.inputs;
    const isShared = entry.visit.operator?.isView === true || this.types.absorbed.has(entry);
    const base = isShared && input ? this.of.get(input) : undefined;
    const isOfStored = isShared && input !== undefined && (input.isFolded || this.ofStored.has(input));
    for (const tensor of entry.visit.outputs) {
      if (tensor && isOfStored) this.ofStored.add(tensor);
      else if (tensor) this.define(tensor, entry.index, base);
    }
  }

  /** A body's outputs are its container's, from the back: a Loop's body gives a condition before them. */
  defineFromBody(container: Entry, body: Body | undefined): void {
    const { outputs } = container.visit;
    const made = body?.outputs ?? [];
    outputs.forEach((tensor, i) => {
      const source = made[made.length - outputs.length + i];
      if (tensor) this.define(tensor, container.index, source && this.of.get(source));
    });
  }

  use(tensors: readonly (Tensor | undefined)[], at: number): void {
    for (const tensor of tensors) {
      const buffer = tensor && this.of.get(tensor);
      if (buffer) buffer.to = Math.max(buffer.to, at);
    }
  }
}

function peakOf(buffers: readonly Buffer[], end: number): Pick<Liveness, "peakBytes" | "at" | "alive"> {
  const change = new Float64Array(end + 3);
  for (const it of buffers) {
    change[it.from + 1] = (change[it.from + 1] ?? 0) + it.bytes;
    change[it.to + 2] = (change[it.to + 2] ?? 0) - it.bytes;
  }
  let current = 0;
  let peakBytes = 0;
  let at = -1;
  change.forEach((delta, i) => {
    current += delta;
    if (current > peakBytes) [peakBytes, at] = [current, i - 1];
  });
  const alive = buffers
    .filter((it) => it.from <= at && it.to >= at && it.bytes > 0)
    .map(({ name, bytes }) => ({ name, bytes }))
    .sort((a, b) => b.bytes - a.bytes);
  return { peakBytes, at, alive };
}
