import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Moves, type Operator } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

const doc = "Rotates pairs of features by an angle that grows with the position.";

/** Rotary position embedding in its ONNX form and those of ONNX Runtime. */
export const rotaryEmbedding: readonly Operator[] = [
  {
    // x, cos_cache, sin_cache, position_ids.
    type: "RotaryEmbedding",
    doc,
    roles: ["data", "buffer", "buffer", "data"],
    infer: (call) => [tensor(call.dtype(0), call.shape(0))],
    // Without positions the tables hold exactly the rows that are needed.
    moves: (call) => (call.has(3) ? rowsRead(call, 1) : undefined),
  },
  ...(["RotaryEmbedding", "MRotaryEmbedding"] as const).map((type): Operator => ({
    // x, position_ids, cos_cache, sin_cache.
    type,
    domain: "com.microsoft",
    doc:
      type === "RotaryEmbedding"
        ? doc
        : "Rotary position embedding with positions in time, height and width.",
    roles: ["data", "data", "buffer", "buffer"],
    infer: (call) => [tensor(call.dtype(0), call.shape(0))],
    moves: (call) => rowsRead(call, 2),
  })),
  {
    // emb, q, q_rot, k, k_rot.
    type: "GemmaRotaryEmbedding",
    domain: "com.microsoft",
    doc: "Rotary position embedding of queries and keys, as Gemma computes it.",
    infer: (call) => [tensor(call.dtype(1), call.shape(1)), tensor(call.dtype(3), call.shape(3))],
  },
];

/** Of the two tables at `cos` and behind it, one row is read for each position of the input. */
function rowsRead(call: Call, cos: number): Moves | undefined {
  const x = call.shape(0);
  if (!x) return undefined;
  const positions = x.length === 4 ? [x[0], x[2]] : x.slice(0, 2);
  const count = productOf([...positions, call.shape(cos)?.at(-1)]);
  const reads = Array.from({ length: cos + 2 }, (_, i) => (i < cos ? undefined : count));
  return { reads };
}
