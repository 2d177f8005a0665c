import { type Dim } from "../graph/dim.ts";
import { type DataType } from "../graph/data-type.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Moves, type Operator, type OutputTypes } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

const domain = "com.microsoft";
const doc = "Sums word, position and segment embeddings, then applies a layer norm.";

/** input_ids, segment_ids, word, position and segment embedding, gamma, beta, mask, then what the form adds. */
export const msEmbedLayerNormalization: readonly Operator[] = [
  {
    type: "EmbedLayerNormalization",
    domain,
    doc,
    roles: ["data", "data", "weight", "weight", "weight", "weight", "weight", "data", "data"],
    infer: (call) => types(call, call.dtype(2)),
    moves: rowsRead,
  },
  {
    type: "QEmbedLayerNormalization",
    domain,
    doc: "Sums quantized embeddings, then applies a layer norm.",
    roles: [
      ...(["data", "data", "weight", "weight", "weight", "weight", "weight", "data"] as const),
      ...Array.from({ length: 10 }, () => "buffer" as const),
    ],
    infer: (call) => types(call, call.dtype(8)),
    moves: rowsRead,
  },
];

function types(call: Call, dtype: DataType | undefined): OutputTypes {
  const shape = embedded(call);
  const batch = call.shape(0)?.[0] ?? call.fresh(1, 0);
  return [tensor(dtype, shape), tensor("int32", [batch]), tensor(dtype, shape)];
}

function embedded(call: Call): Shape {
  const [batch, length] = call.shape(0) ?? [];
  return [batch ?? call.fresh(0, 0), length ?? call.fresh(0, 1), hiddenSize(call) ?? call.fresh(0, 2)];
}

function hiddenSize(call: Call): Dim | undefined {
  return call.shape(2)?.[1] ?? call.shape(3)?.[1] ?? call.shape(5)?.[0];
}

/** One row of each table for each token. */
function rowsRead(call: Call): Moves {
  const rows = productOf([...(call.shape(0) ?? [undefined]), hiddenSize(call)]);
  return { reads: [undefined, undefined, rows, rows, rows] };
}
