import { normalizeAxis, type Shape } from "../graph/shape.ts";
import { tensor, type ValueType } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

const domain = "com.microsoft";

/** Normalizations of ONNX Runtime, and the one that it also puts into the ai.onnx domain. */
export const msNormalization: readonly Operator[] = [
  {
    type: "LayerNormalization",
    domain,
    doc: "Normalizes each row to zero mean and unit variance, then scales and shifts.",
    roles: ["data", "weight", "weight"],
    infer: (call) => [
      tensor(call.dtype(1) ?? call.dtype(0), call.shape(0)),
      statistics(call),
      statistics(call),
    ],
  },
  ...[{}, { domain }].map((it): Operator => ({
    type: "SimplifiedLayerNormalization",
    ...it,
    doc: "Scales each row by its root mean square (RMS norm).",
    roles: ["data", "weight"],
    infer: (call) => [tensor(call.dtype(1) ?? call.dtype(0), call.shape(0)), statistics(call)],
  })),
  {
    // input, skip, gamma, beta, bias.
    type: "SkipLayerNormalization",
    domain,
    doc: "Adds a residual, then applies a layer norm.",
    roles: ["data", "data", "weight", "weight", "weight"],
    infer: skipTypes,
  },
  {
    // input, skip, gamma, bias.
    type: "SkipSimplifiedLayerNormalization",
    domain,
    doc: "Adds a residual, then scales each row by its root mean square.",
    roles: ["data", "data", "weight", "weight"],
    infer: skipTypes,
  },
  {
    // x, gamma, beta.
    type: "GroupNorm",
    domain,
    doc: "Normalizes groups of channels, with an optional SiLU.",
    roles: ["data", "weight", "weight"],
    infer: (call) => [tensor(call.dtype(0), call.shape(0))],
  },
  {
    // x, gamma, beta, skip, bias; the sum before the norm is the second output.
    type: "SkipGroupNorm",
    domain,
    doc: "Adds residual and bias, then normalizes groups of channels.",
    roles: ["data", "weight", "weight", "data", "weight"],
    infer: (call) => [tensor(call.dtype(0), call.shape(0)), tensor(call.dtype(0), call.shape(0))],
  },
  {
    // x, scale, gate.
    type: "GatedRMSNorm",
    domain,
    doc: "RMS norm of each head, times the activation of a gate.",
    roles: ["data", "weight", "data"],
    infer: (call) => [tensor(call.dtype(0), call.shape(0))],
  },
];

/** Mean and deviation of each row: the normalized axes become 1. */
function statistics(call: Call): ValueType {
  return tensor("float32", withoutTail(call, call.int("axis", -1)));
}

function skipTypes(call: Call): readonly ValueType[] {
  const normalized = tensor(call.dtype(0), call.shape(0));
  const perRow = tensor("float32", withoutTail(call, -1));
  return [normalized, perRow, perRow, normalized];
}

function withoutTail(call: Call, axis: number): Shape | undefined {
  const x = call.shape(0);
  const from = x && normalizeAxis(axis, x.length);
  return from === undefined ? undefined : x?.map((size, i) => (i < from ? size : 1));
}
