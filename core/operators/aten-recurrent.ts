import { type Dim, isKnown } from "../graph/dim.ts";
import { volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { aten, typesFromTrace } from "./contract/aten.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes, type Role } from "./contract/operator.ts";
import { productOf, sumOf } from "./contract/product.ts";

const rows = [
  ["lstm", "Long short-term memory over a sequence, all layers and directions.", 2],
  ["gru", "Gated recurrent units over a sequence, all layers and directions.", 1],
  ["rnn_tanh", "Simple recurrent layers with tanh over a sequence.", 1],
  ["rnn_relu", "Simple recurrent layers with ReLU over a sequence.", 1],
] as const;
const cells = [
  ["lstm_cell", "One step of long short-term memory.", 2],
  ["gru_cell", "One step of a gated recurrent unit.", 1],
  ["rnn_tanh_cell", "One step of a simple recurrent unit with tanh.", 1],
  ["rnn_relu_cell", "One step of a simple recurrent unit with ReLU.", 1],
] as const;

const howCounted =
  "Steps × batch × the size of every weight matrix, projections included. Weights are read once, as written.";

/** x, the states (LSTM has two), then w_ih, w_hh, b_ih, b_hh and with a projection w_hr of each layer and direction. */
export const atenRecurrent: readonly Operator[] = [
  ...rows.map(([type, doc, states]) => operator({ type, doc, states, infer: (call) => types(call, states) })),
  ...cells.map(([type, doc, states]) => operator({ type, doc, states, infer: typesFromTrace })),
];

interface Recurrent extends Pick<Operator, "type" | "doc" | "infer"> {
  readonly states: number;
}

function operator({ type, doc, states, infer }: Recurrent): Operator {
  const before: readonly Role[] = Array.from({ length: 1 + states }, () => "data");
  return {
    type,
    domain: aten,
    doc,
    // Further layers have the role of data, which the trace's own roles overrule.
    roles: [...before, "weight", "weight", "weight", "weight"],
    howCounted,
    infer,
    multiplyAdds: (call) => productOf([stepsOf(call), matricesOf(call, 1 + states)]),
  };
}

/** Rows of x that go through the layers: steps × batch, or what is left of them in a packed sequence. */
function stepsOf(call: Call): Dim | undefined {
  const x = call.shape(0);
  return x && x.length > 0 ? volume(x.slice(0, -1)) : undefined;
}

function matricesOf(call: Call, first: number): Dim | undefined {
  const sizes: (Dim | undefined)[] = [];
  for (let i = first; i < call.inputCount; i++) {
    const shape = call.shape(i);
    // A bias has one axis.
    if (call.has(i) && shape?.length !== 1) sizes.push(shape && volume(shape));
  }
  return sumOf(sizes);
}

/** y and the states; of a packed sequence, whose batch is not in the shape, only y. */
function types(call: Call, states: number): OutputTypes {
  const x = call.shape(0);
  const hidden = call.int("hidden_size");
  if (!x || hidden === undefined || x.length < 2 || x.length > 3) return [];
  const directions = call.int("bidirectional", 0) === 0 ? 1 : 2;
  const size = call.int("proj_size", 0) || hidden;
  const y = tensor(call.dtype(0), [...x.slice(0, -1), directions * size]);
  const batch = x.length === 3 ? x[call.int("batch_first", 0) === 0 ? 1 : 0] : undefined;
  const layers = directions * call.int("num_layers", 1);
  if (!isKnown(batch)) return [y];
  const state = (width: number) => tensor(call.dtype(0), [layers, batch, width]);
  return [y, state(size), ...(states === 2 ? [state(hidden)] : [])];
}
