import { isStatic } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape } from "./contract/size.ts";
import { readView, rowMajor } from "./contract/strided.ts";

/** Axes in the order `perm`; by default reversed. */
export const transpose: Operator = {
  type: "Transpose",
  doc: "Puts the axes in another order.",

  infer(call) {
    const x = call.shape(0);
    if (!x) return [tensor(call.dtype(0), freshShape(call, call.ints("perm")?.length))];
    const order = axisOrder(call, x.length);
    return [
      tensor(
        call.dtype(0),
        order?.map((axis) => x[axis] ?? 1),
      ),
    ];
  },

  fold(call) {
    const x = call.shape(0);
    const data = call.data(0);
    const order = isStatic(x) ? axisOrder(call, x.length) : undefined;
    if (!data || !isStatic(x) || !order) return undefined;
    const strides = rowMajor(x);
    const view = {
      sizes: order.map((axis) => x[axis] ?? 1),
      strides: order.map((axis) => strides[axis] ?? 1),
    };
    return [readView(data, view)];
  },
};

function axisOrder(call: Call, rank: number): readonly number[] | undefined {
  const order = call.ints("perm");
  if (!order || (order.length === 0 && rank === 0))
    return Array.from({ length: rank }, (_, i) => rank - 1 - i);
  const isOrder =
    order.length === rank && new Set(order).size === rank && order.every((it) => it >= 0 && it < rank);
  if (isOrder) return order;
  call.report(`(${order.join(", ")}) is not an order of its ${rank} axes`);
  return undefined;
}
