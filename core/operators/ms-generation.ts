import { type Dim } from "../graph/dim.ts";
import { tensor, type ValueType } from "../graph/value-type.ts";
import { filled } from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";

const rows = [
  ["GreedySearch", "Generates text, always with the most probable token.", false],
  ["Sampling", "Generates text with tokens drawn by their probability.", false],
  ["BeamSearch", "Generates text, keeping several candidates at a time.", true],
  ["WhisperBeamSearch", "Generates a transcript, keeping several candidates at a time.", true],
] as const;

/** Loops that run the models in their attributes until the text ends: input_ids, max_length, … */
export const msGeneration: readonly Operator[] = rows.map(([type, doc, hasBeams]) => ({
  type,
  domain: "com.microsoft",
  doc,
  // Only the prompt is data; what follows tells how to search.
  roles: ["data", ...Array.from({ length: 15 }, () => "setting" as const)],
  howCounted: "How often the decoder runs is known only when it runs; it is counted once.",

  infer(call) {
    for (const name of ["encoder", "init_decoder"]) call.body(name, [], 1);
    call.body("decoder", [], undefined);
    return hasBeams ? beamTypes(call) : [sequences(call, [batchOf(call), maxLength(call)])];
  },

  multiplyAdds: () => undefined,
}));

function beamTypes(call: Call): OutputTypes {
  const count = call.data(4)?.[0];
  const scores = filled([batchOf(call), count], (axis) => call.fresh(1, axis));
  return [sequences(call, [batchOf(call), count, maxLength(call)]), tensor("float32", scores)];
}

function sequences(call: Call, sizes: readonly (Dim | undefined)[]): ValueType {
  return tensor(
    "int32",
    filled(sizes, (axis) => call.fresh(0, axis)),
  );
}

function batchOf(call: Call): Dim | undefined {
  return call.shape(0)?.[0];
}

function maxLength(call: Call): Dim | undefined {
  return call.data(1)?.[0];
}
