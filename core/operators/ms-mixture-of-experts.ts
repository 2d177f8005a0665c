import { type Dim, floorDivide, isKnown, minimum, multiply } from "../graph/dim.ts";
import { type Shape, volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Moves, type Operator } from "./contract/operator.ts";
import { productOf, sumOf } from "./contract/product.ts";

const domain = "com.microsoft";
const howCounted = "Each token meets its k experts; weights of at most tokens × k experts are read.";

/** Feed-forward layers of which each token uses the k that a router chose. */
export const msMixtureOfExperts: readonly Operator[] = [
  {
    // input, router_probs, then weights [experts, out, in] and bias of three layers.
    type: "MoE",
    domain,
    doc: "Mixture of experts: each token goes through the layers chosen for it.",
    roles: ["data", "data", "weight", "weight", "weight", "weight", "weight", "weight"],
    howCounted,
    infer: (call) => [tensor(call.dtype(0), call.shape(0))],
    multiplyAdds: (call) => work(call, plainLayers(call)),
    moves: (call) => reads(call, [2, 3, 4, 5, 6, 7]),
  },
  {
    // input, router_probs, then packed weights, scales and bias of three layers, zero points, …
    type: "QMoE",
    domain,
    doc: "Mixture of experts whose weights are packed to a few bits.",
    roles: [
      ...([
        "data",
        "data",
        "weight",
        "buffer",
        "weight",
        "weight",
        "buffer",
        "weight",
        "weight",
        "buffer",
      ] as const),
      ...(["weight", "buffer", "buffer", "buffer", "data"] as const),
      ...Array.from({ length: 6 }, () => "buffer" as const),
    ],
    howCounted,
    infer: (call) => [tensor(call.dtype(0), call.shape(0))],
    multiplyAdds: (call) => work(call, packedLayers(call)),
    moves: (call) => reads(call, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
    parameters(call) {
      const biases = [4, 7, 10].map((it) => (call.has(it) ? (call.shape(it) ?? undefined) : []));
      const weights = packedLayers(call).map((it) => it && productOf(it));
      const sum = sumOf([...weights, ...biases.map((it) => it && (it.length === 0 ? 0 : volume(it)))]);
      return isKnown(sum) ? sum : undefined;
    },
  },
];

/** Shapes [experts, out, in] of the layers that are there; undefined for one whose shape is not known. */
type Layers = readonly (readonly (Dim | undefined)[] | undefined)[];

function plainLayers(call: Call): Layers {
  return [2, 4, 6].filter((it) => call.has(it)).map((it) => call.shape(it));
}

/** The last axis holds bytes with several values each, unless the values are 8-bit floats. */
function packedLayers(call: Call): Layers {
  const bits = call.int("expert_weight_bits", 4);
  return [2, 5, 8]
    .map((input, i) => ({ input, bits: call.int(`fc${i + 1}_expert_weight_bits`, bits) }))
    .filter(({ input }) => call.has(input))
    .map((it) => {
      const shape = call.shape(it.input);
      const isPacked = call.dtype(it.input) === "uint8" && it.bits > 0 && it.bits < 8;
      const last = shape?.at(-1);
      if (!shape || last === undefined || !isPacked) return shape;
      return [...shape.slice(0, -1), floorDivide(multiply(last, 8), it.bits)];
    });
}

function work(call: Call, layers: Layers): Dim | undefined {
  const experts = Math.max(1, call.int("k", 1));
  const perToken = sumOf(layers.map((it) => it && productOf(it.slice(1))));
  return productOf([tokens(call), experts, perToken]);
}

function tokens(call: Call): Dim | undefined {
  const x: Shape | undefined = call.shape(0);
  return x && volume(x.slice(0, -1));
}

/** Of what is stored for each expert, only the part of those in use. */
function reads(call: Call, positions: readonly number[]): Moves | undefined {
  const count = tokens(call);
  if (count === undefined) return undefined;
  const uses = multiply(count, Math.max(1, call.int("k", 1)));
  const read = (input: number): Dim | undefined => {
    const [experts, ...each] = call.shape(input) ?? [];
    return experts === undefined ? undefined : multiply(minimum(experts, uses), volume(each));
  };
  const last = Math.max(...positions);
  return { reads: Array.from({ length: last + 1 }, (_, i) => (positions.includes(i) ? read(i) : undefined)) };
}
