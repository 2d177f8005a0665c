import { type Operator, type OutputTypes } from "./operator.ts";

/** PyTorch's functions that no ONNX operator stands for, by PyTorch's own names. They occur in traces only. */
export const aten = "aten";

/** Nothing is inferred: a trace states the types of all its values. */
export function typesFromTrace(): OutputTypes {
  return [];
}

/** One operator for each row of a table; `rest` holds what they have in common. */
export function atenFamily(
  rows: readonly (readonly [type: string, doc: string])[],
  rest: Partial<Operator> = {},
): readonly Operator[] {
  return rows.map(([type, doc]) => ({ type, domain: aten, doc, infer: typesFromTrace, ...rest }));
}
