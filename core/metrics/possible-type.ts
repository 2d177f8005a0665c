import { isSize } from "../graph/dim.ts";
import { type ValueType } from "../graph/value-type.ts";
import { type Call } from "../operators/contract/call.ts";
import { sizeOrFresh } from "../operators/contract/size.ts";

/**
 * The type of an output without sizes that no tensor has: endless, negative or fractional ones, to which arithmetic on
 * the numbers of a damaged file comes. They are not known.
 */
export function possibleType(call: Call, type: ValueType | undefined, output: number): ValueType | undefined {
  if (!type) return undefined;
  switch (type.kind) {
    case "tensor":
    case "sparse":
      if (!type.shape?.some((it) => !isSize(it))) return type;
      return { ...type, shape: type.shape.map((it, axis) => sizeOrFresh(call, it, axis, output)) };
    case "map": {
      const value = possibleType(call, type.value, output);
      return value ? { ...type, value } : type;
    }
    default: {
      const element = possibleType(call, type.element, output);
      return element ? { ...type, element } : type;
    }
  }
}
