import { type Operator } from "./contract/operator.ts";
import { recurrentHowCounted, recurrentMultiplyAdds, recurrentTypes } from "./contract/recurrent.ts";

const rows = [
  ["LSTM", 4, "Long short-term memory layer over a sequence.", 3],
  ["GRU", 3, "Gated recurrent unit layer over a sequence.", 2],
  ["RNN", 1, "Simple recurrent layer over a sequence.", 2],
] as const;

/** x, W, R, B, sequence_lens, initial_h and, for an LSTM, initial_c and the peepholes P. */
export const recurrent: readonly Operator[] = rows.map(([type, gates, doc, outputCount]) => ({
  type,
  doc,
  roles: ["data", "weight", "weight", "weight", "data", "data", "data", "weight"],
  howCounted: recurrentHowCounted,
  infer: (call) => recurrentTypes(call).slice(0, outputCount),
  multiplyAdds: (call) => recurrentMultiplyAdds(call, gates),
}));
