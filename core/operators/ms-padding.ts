import { add } from "../graph/dim.ts";
import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

const domain = "com.microsoft";

/** Between padded sequences and the packed form without padding. */
export const msPadding: readonly Operator[] = [
  {
    // x [B, S, hidden], sequence_token_count → packed [tokens, hidden], token_offset, cumulated lengths, longest.
    type: "RemovePadding",
    domain,
    doc: "Packs sequences without their padding.",
    infer(call) {
      const [batch = call.fresh(1, 0), length = call.fresh(1, 1), hidden = call.fresh(0, 1)] =
        call.shape(0) ?? [];
      return [
        tensor(call.dtype(0), [call.fresh(0, 0), hidden]),
        tensor("int32", [batch, length]),
        tensor("int32", [add(batch, 1)]),
        tensor("int32", [1]),
      ];
    },
  },
  {
    // packed [tokens, hidden], token_offset [B, S].
    type: "RestorePadding",
    domain,
    doc: "Spreads packed sequences out again, padded with zeros.",
    infer(call) {
      const [batch = call.fresh(0, 0), length = call.fresh(0, 1)] = call.shape(1) ?? [];
      return [tensor(call.dtype(0), [batch, length, call.shape(0)?.[1] ?? call.fresh(0, 2)])];
    },
  },
];
