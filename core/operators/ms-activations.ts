import { type Dim, floorDivide } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

const domain = "com.microsoft";

/** Operators whose output has the shape and type of input 0; input 1, where there is one, is a bias. */
const rows = [
  ["Gelu", "GELU activation, element by element."],
  ["FastGelu", "GELU by its tanh approximation, with an optional bias."],
  ["BiasGelu", "Bias and GELU in one."],
  ["QuickGelu", "x · sigmoid(alpha · x), element by element."],
] as const;

/** Activations of ONNX Runtime, with the bias and residual additions fused into them. */
export const msActivations: readonly Operator[] = [
  ...rows.map(([type, doc]): Operator => ({
    type,
    domain,
    doc,
    roles: ["data", "weight"],
    infer: sameType,
  })),
  {
    type: "ScaledSiLU",
    domain,
    doc: "SiLU of the scaled input, element by element.",
    roles: ["data", "setting"],
    infer: sameType,
  },
  {
    type: "BiasAdd",
    domain,
    doc: "Adds a bias and a residual.",
    roles: ["data", "weight", "data"],
    infer: sameType,
  },
  {
    type: "BiasSoftmax",
    domain,
    doc: "Adds a mask to the scores and takes their softmax.",
    infer: sameType,
  },
  {
    type: "GatedAdd",
    domain,
    doc: "Adds a tensor that is scaled by a gate for each row.",
    infer: sameType,
  },
  {
    type: "BiasSplitGelu",
    domain,
    doc: "Adds a bias, then multiplies one half with the GELU of the other.",
    roles: ["data", "weight"],
    infer: (call) => [tensor(call.dtype(0), halved(call))],
  },
  {
    // With the second input omitted, both halves lie side by side in the first.
    type: "SwiGLU",
    domain,
    doc: "Gated activation: swish of one half times the other.",
    infer: (call) => [tensor(call.dtype(0), call.has(1) ? call.shape(0) : halved(call))],
  },
];

function halved(call: Call): Shape | undefined {
  const x = call.shape(0);
  const last: Dim | undefined = x?.at(-1);
  if (!x || last === undefined) return undefined;
  return [...x.slice(0, -1), floorDivide(last, 2) ?? call.fresh(0, x.length - 1)];
}
