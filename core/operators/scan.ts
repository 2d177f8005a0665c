import { type Dim, isKnown, multiply } from "../graph/dim.ts";
import { normalizeAxis, type Shape } from "../graph/shape.ts";
import { dtypeOf, shapeOf, tensor, type ValueType } from "../graph/value-type.ts";
import { type Call, type Known } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/**
 * Runs its body for each entry of the scan inputs along their axis, carrying states along. In opset 8 everything has a
 * batch axis in front, which the body does not see, and input 0 holds the lengths of the sequences.
 */
export const scan: Operator = {
  type: "Scan",
  doc: "Runs its body for each step of a sequence, carrying states along.",

  infer(call) {
    const layout = layoutOf(call);
    const { first, states, isBatched } = layout;
    const scanned = Array.from({ length: Math.max(0, call.inputCount - first - states) }, (_, i) =>
      scannedInput(call, i, layout),
    );
    const steps = known(scanned.map((it) => it.steps));
    const batch = isBatched ? known(positions(call, first).map((i) => call.shape(i)?.[0])) : undefined;
    const initial = Array.from({ length: states }, (_, i) => withoutBatch(call.type(first + i), isBatched));
    const runs = isBatched
      ? steps !== undefined && batch !== undefined
        ? multiply(steps, batch)
        : undefined
      : steps;
    const outputs = call.body(
      "body",
      [...initial.map(asKnown), ...scanned.map((it) => asKnown(it.type))],
      runs,
    );
    return Array.from({ length: call.outputCount }, (_, output) => {
      const type = output < states ? (initial[output] ?? outputs[output]?.type) : outputs[output]?.type;
      return outputType(call, output, { type, layout, steps, batch });
    });
  },
};

interface Layout {
  /** Position of the first state among the inputs. */
  readonly first: number;
  readonly states: number;
  readonly isBatched: boolean;
}

function layoutOf(call: Call): Layout {
  const isBatched = call.opset < 9;
  const first = isBatched ? 1 : 0;
  const values = Math.max(0, call.inputCount - first);
  const scanInputs = Math.min(Math.max(0, call.int("num_scan_inputs", values)), values);
  return { first, states: values - scanInputs, isBatched };
}

function positions(call: Call, first: number): readonly number[] {
  return Array.from({ length: call.inputCount }, (_, i) => i).slice(first);
}

/** A number says more than a symbol. */
function known(sizes: readonly (Dim | undefined)[]): Dim | undefined {
  return sizes.find(isKnown) ?? sizes.find((it) => it !== undefined);
}

function asKnown(type: ValueType | undefined): Known {
  return type ? { type } : {};
}

function withoutBatch(type: ValueType | undefined, isBatched: boolean): ValueType | undefined {
  return isBatched && type?.kind === "tensor" ? tensor(type.dtype, type.shape?.slice(1)) : type;
}

interface Scanned {
  readonly type: ValueType;
  readonly steps: Dim | undefined;
}

/** One scan input as the body sees it, without the scanned axis, and how long that axis is. */
function scannedInput(call: Call, i: number, { first, states, isBatched }: Layout): Scanned {
  const input = first + states + i;
  const shape = call.shape(input);
  const ahead = isBatched ? 1 : 0;
  const axis = shape && normalizeAxis(isBatched ? 1 : (call.ints("scan_input_axes")?.[i] ?? 0), shape.length);
  const isInRange = shape !== undefined && axis !== undefined;
  if (shape && !isInRange) call.report(`scan input ${i} has no axis to scan`);
  const element = isInRange ? shape.toSpliced(axis, 1).slice(ahead) : undefined;
  return { type: tensor(call.dtype(input), element), steps: isInRange ? shape[axis] : undefined };
}

interface Ending {
  readonly type: ValueType | undefined;
  readonly layout: Layout;
  readonly steps: Dim | undefined;
  readonly batch: Dim | undefined;
}

function outputType(
  call: Call,
  output: number,
  { type, layout, steps, batch }: Ending,
): ValueType | undefined {
  const element = shapeOf(type);
  if (!element) return type;
  const { states, isBatched } = layout;
  const collected = output < states ? element : collect(call, output, { element, states, steps });
  const shape = isBatched && collected ? [batch ?? call.fresh(output, 0), ...collected] : collected;
  return tensor(dtypeOf(type), shape);
}

interface Collecting {
  readonly element: Shape;
  readonly states: number;
  readonly steps: Dim | undefined;
}

/** The elements of one scan output put together along its axis. */
function collect(call: Call, output: number, { element, states, steps }: Collecting): Shape | undefined {
  const given = call.ints("scan_output_axes")?.[output - states] ?? 0;
  const axis = normalizeAxis(given, element.length + 1);
  if (axis === undefined) call.report(`scan output ${output - states} has no axis ${given}`);
  return axis === undefined ? undefined : element.toSpliced(axis, 0, steps ?? call.fresh(output, axis));
}
