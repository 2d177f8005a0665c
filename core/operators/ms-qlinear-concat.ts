import { add, type Dim } from "../graph/dim.ts";
import { normalizeAxis, type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type Role } from "./contract/operator.ts";

// Inputs come in threes (values, scale, zero point) after the output's scale and zero point. Roles are by position,
// so there must be as many as a node may have; past this many inputs scales count as data.
const maxInputs = 256;
const each: readonly Role[] = ["data", "buffer", "buffer"];

/** y_scale, y_zero_point, then values, scale and zero point of each input. */
export const msQlinearConcat: Operator = {
  type: "QLinearConcat",
  domain: "com.microsoft",
  doc: "Joins quantized tensors along one axis.",
  roles: ["buffer", "buffer", ...Array.from({ length: maxInputs }, () => each).flat()],

  infer(call) {
    return [tensor(call.dtype(1) ?? call.dtype(2), joined(call))];
  },
};

function joined(call: Call): Shape | undefined {
  const shapes: Shape[] = [];
  for (let i = 2; i < call.inputCount; i += 3) {
    const shape = call.shape(i);
    if (!shape) return undefined;
    shapes.push(shape);
  }
  const [first] = shapes;
  const axis = first && normalizeAxis(call.int("axis", 1), first.length);
  if (!first || axis === undefined || shapes.some((it) => it.length !== first.length)) return undefined;
  const length = shapes.reduce<Dim>((sum, it) => add(sum, it[axis] ?? 0), 0);
  return first.map((size, i) => (i === axis ? length : size));
}
