import { type Dim } from "../../graph/dim.ts";
import { type Call } from "./call.ts";

/** Rows of a feature matrix [N, F] at input 0, as ai.onnx.ml takes it; a vector [F] is one row. */
export function featureRows(call: Call, output = 0): Dim {
  const x = call.shape(0);
  if (x?.length === 1) return 1;
  return x?.[0] ?? call.fresh(output, 0);
}

/** Class labels of a classifier: how many, and of which type. Classifiers name the list of integers differently. */
export function classLabels(call: Call): {
  readonly count: number | undefined;
  readonly dtype: "string" | "int64";
} {
  const strings = call.strings("classlabels_strings");
  const numbers = call.ints("classlabels_ints") ?? call.ints("classlabels_int64s");
  // An unused list may be there, and empty.
  const isString = strings !== undefined && strings.length > 0;
  const count = isString ? strings.length : numbers?.length;
  return { count, dtype: isString ? "string" : "int64" };
}

/** How many values an attribute holds, as a list or as a tensor. */
export function valueCount(call: Call, ...names: readonly string[]): number {
  let count = 0;
  for (const name of names) {
    const list = call.floats(name) ?? call.ints(name);
    count += list?.length ?? call.tensor(name)?.dims.reduce((product, it) => product * it, 1) ?? 0;
  }
  return count;
}
