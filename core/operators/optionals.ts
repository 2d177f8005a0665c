import { elementOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";

/** Values that may be missing. */
export const optionals: readonly Operator[] = [
  { type: "Optional", doc: "Wraps a value that may be missing.", isView: true, infer: inferOptional },
  {
    type: "OptionalGetElement",
    doc: "The value inside an optional.",
    isView: true,
    infer: (call) => [call.type(0)?.kind === "optional" ? elementOf(call.type(0)) : call.type(0)],
    fold: (call) => [call.data(0)],
  },
  {
    type: "OptionalHasElement",
    doc: "True when an optional holds a value.",
    roles: ["setting"],
    infer: () => [tensor("bool", [])],
    fold: (call) => [hasElement(call)],
  },
];

function inferOptional(call: Call): OutputTypes {
  const stated = call.attribute("type");
  const element = call.type(0) ?? (stated?.kind === "type" ? stated.value : undefined);
  return [{ kind: "optional", ...(element && { element }) }];
}

/** An optional tells only when the model runs; anything else is there, or was not given. */
function hasElement(call: Call): readonly number[] | undefined {
  if (!call.has(0)) return [0];
  const type = call.type(0);
  return type === undefined || type.kind === "optional" ? undefined : [1];
}
