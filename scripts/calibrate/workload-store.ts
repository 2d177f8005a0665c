// The workloads of the described networks, one a line, so that a calibration needs no Python.
import { type NodeKind } from "../../core/predict/node-kind.ts";
import { type Window, type Workload } from "../../core/predict/workload.ts";

type StoredWindow = readonly [
  height: number,
  width: number,
  stride: number,
  groups: number,
  ...rest: number[],
];
type StoredNode = readonly [
  kind: NodeKind,
  inputs: readonly number[],
  outputs: readonly number[],
  multiplyAdds: number,
  weights: number,
  window?: StoredWindow,
];
interface Line {
  readonly key: string;
  readonly tensors: readonly number[];
  readonly nodes: readonly StoredNode[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export function encodeWorkloads(workloads: ReadonlyMap<string, Workload>): string {
  const lines = [...workloads].map(([key, { tensors, nodes, inputs, outputs }]): Line => {
    const stored = nodes.map(({ kind, inputs, outputs, multiplyAdds, weights, window }): StoredNode => {
      const plain = [kind, inputs, outputs, multiplyAdds, weights] as const;
      return window ? [...plain, storedWindow(window)] : plain;
    });
    return { key, tensors, nodes: stored, inputs, outputs };
  });
  return lines.map((it) => `${JSON.stringify(it)}\n`).join("");
}

export function decodeWorkloads(text: string): ReadonlyMap<string, Workload> {
  const lines = text.split("\n").filter((it) => it !== "");
  return new Map(
    lines.map((line) => {
      const { key, tensors, nodes, inputs, outputs } = JSON.parse(line) as Line;
      const decoded = nodes.map(([kind, inputs, outputs, multiplyAdds, weights, window], index) => {
        return {
          index,
          kind,
          inputs,
          outputs,
          multiplyAdds,
          weights,
          ...(window && { window: windowFrom(window) }),
        };
      });
      return [key, { tensors, nodes: decoded, inputs, outputs, unsized: 0 }];
    }),
  );
}

function storedWindow({ kernel, stride, groups, channels, size }: Window): StoredWindow {
  return [...kernel, stride, groups, ...channels, ...size];
}

function windowFrom([height, width, stride, groups, a = 1, b = 1, c = 1, d = 1]: StoredWindow): Window {
  return { kernel: [height, width], stride, groups, channels: [a, b], size: [c, d] };
}
