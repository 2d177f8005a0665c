import { type NodeKind } from "./node-kind.ts";
import { type Window, type WorkNode, type Workload } from "./workload.ts";

export type KernelClass =
  | "dense"
  | "pointwise"
  | "depthwise"
  | "gemm"
  | "attention"
  | "pool"
  | "elementwise"
  | "shuffle"
  | "recurrent"
  | "host";

/** The nodes that a runtime carries out in one launch. */
export interface Kernel {
  readonly class: KernelClass;
  /** Indexes of the nodes in the analysis. */
  readonly nodes: readonly number[];
  readonly multiplyAdds: number;
  /** Elements of what flows in and out, and of what is stored. */
  readonly reads: number;
  readonly writes: number;
  readonly weights: number;
  /** Elements that go through an activation with an exponential or a division. */
  readonly smooth: number;
  readonly window?: Window;
}

/** What a runtime joins to the kernel before it. All of them fold normalization and plain activations. */
export interface Fusion {
  /** Sums with a second input. */
  readonly sums: boolean;
  /** Activations with an exponential in them. */
  readonly smooth: boolean;
  /** Joins and slices are views: their parts are written and read in place. */
  readonly joins: boolean;
}

type Draft = { -readonly [key in keyof Kernel]: Kernel[key] } & { nodes: number[] };

/** Joins the nodes of a workload into kernels, in execution order. */
export function kernelsOf(workload: Workload, fusion: Fusion): readonly Kernel[] {
  return new Fuser(workload, fusion).run();
}

class Fuser {
  private readonly kernels: Draft[] = [];
  /** The kernel whose last output a tensor is. */
  private readonly maker = new Map<number, Draft>();
  private readonly uses: number[];
  /** The last node that reads a tensor. */
  private readonly readers = new Map<number, WorkNode>();
  /** Gates: outputs of an activation that only scale the tensor they were made from. */
  private readonly gateOf = new Map<number, number>();
  private readonly workload: Workload;
  private readonly fusion: Fusion;

  constructor(workload: Workload, fusion: Fusion) {
    this.workload = workload;
    this.fusion = fusion;
    this.uses = workload.tensors.map(() => 0);
    for (const node of workload.nodes) {
      for (const it of node.inputs) {
        this.uses[it] = (this.uses[it] ?? 0) + 1;
        this.readers.set(it, node);
      }
    }
    for (const it of workload.outputs) this.uses[it] = (this.uses[it] ?? 0) + 1;
  }

  run(): readonly Kernel[] {
    for (const node of this.workload.nodes) {
      if (this.isFree(node)) this.pass(node);
      else if (!this.isGate(node) && !this.join(node)) this.open(node);
    }
    return this.kernels;
  }

  private size(tensors: readonly number[]): number {
    return tensors.reduce((sum, it) => sum + (this.workload.tensors[it] ?? 0), 0);
  }

  private isFree({ kind }: WorkNode): boolean {
    return kind === "view" || (this.fusion.joins && (kind === "concat" || kind === "slice"));
  }

  /** A view of what one kernel alone made can still be joined to it. */
  private pass({ kind, inputs, outputs }: WorkNode): void {
    const [input, output] = [inputs[0], outputs[0]];
    if (kind !== "view" || input === undefined || output === undefined || this.uses[input] !== 1) return;
    const maker = this.maker.get(input);
    if (maker) this.maker.set(output, maker);
  }

  /** `x · sigmoid(x)`, as exporters write Swish and its like: two nodes, one activation. */
  private isGate(node: WorkNode): boolean {
    const [input, output] = [node.inputs[0], node.outputs[0]];
    if (node.kind !== "smooth" || input === undefined || output === undefined || this.uses[output] !== 1)
      return false;
    const scaled = this.readers.get(output);
    const isScaled = scaled?.kind === "elementwise" && scaled.inputs.includes(input);
    const maker = this.maker.get(input);
    if (!isScaled || this.uses[input] !== 2 || !maker || !this.fusion.smooth) return false;
    maker.nodes.push(node.index);
    this.gateOf.set(output, input);
    return true;
  }

  private join(node: WorkNode): boolean {
    const [output] = node.outputs;
    const base = this.joinable(node);
    const kernel = base === undefined ? undefined : this.maker.get(base);
    if (!kernel || output === undefined || base === undefined) return false;
    kernel.nodes.push(node.index);
    const gated = node.inputs.filter((it) => this.gateOf.get(it) === base);
    if (node.kind === "smooth" || gated.length > 0) kernel.smooth += this.size([output]);
    const others = node.inputs.filter((it) => it !== base && !gated.includes(it));
    kernel.reads += this.size(others);
    kernel.weights += node.kind === "norm" ? 0 : node.weights;
    kernel.writes = this.size(node.outputs);
    this.maker.delete(base);
    this.maker.set(output, kernel);
    return true;
  }

  /** The input whose kernel this node can be joined to. */
  private joinable({ kind, inputs, outputs }: WorkNode): number | undefined {
    const fuses: Partial<Record<NodeKind, boolean>> = {
      norm: true,
      clip: true,
      smooth: this.fusion.smooth,
      elementwise: true,
    };
    if (!fuses[kind] || outputs.length !== 1) return undefined;
    return inputs.findLast((input) => {
      const maker = this.maker.get(input);
      if (!maker) return false;
      const gates = inputs.filter((it) => this.gateOf.get(it) === input).length;
      if ((this.uses[input] ?? 0) - gates !== 1) return false;
      if (maker.class === "pool" || maker.class === "shuffle") return false;
      // What was spread over a map (squeeze-excitation) is not where the map is made.
      if (this.size([input]) < this.size(outputs)) return false;
      const isSum = kind === "elementwise" && inputs.length - gates > 1;
      return !isSum || this.fusion.sums || maker.class === "elementwise";
    });
  }

  private open(node: WorkNode): void {
    const kernel: Draft = {
      class: classOf(node),
      nodes: [node.index],
      multiplyAdds: node.multiplyAdds,
      reads: this.size(node.inputs),
      writes: this.size(node.outputs),
      weights: node.weights,
      smooth: node.kind === "smooth" || node.kind === "reduce" ? this.size(node.outputs) : 0,
      ...(node.window && { window: node.window }),
    };
    this.kernels.push(kernel);
    if (node.outputs.length === 1 && node.outputs[0] !== undefined) this.maker.set(node.outputs[0], kernel);
  }
}

function classOf({ kind, window }: WorkNode): KernelClass {
  switch (kind) {
    case "conv":
    case "transposedConv":
      return convClass(window);
    case "gemm":
    case "recurrent":
    case "pool":
      return kind;
    case "product":
      return "attention";
    case "select":
      return "host";
    case "concat":
    case "slice":
    case "move":
    case "view":
      return "shuffle";
    default:
      return "elementwise";
  }
}

function convClass(window: Window | undefined): KernelClass {
  if (!window) return "dense";
  const { groups, kernel, channels } = window;
  if (groups > 1 && groups === channels[0]) return "depthwise";
  return kernel[0] === 1 && kernel[1] === 1 ? "pointwise" : "dense";
}
