import { dataTypes, isFloat } from "../graph/data-type.ts";
import { add, type Dim, floorDivide, multiply, sameDim, subtract } from "../graph/dim.ts";
import { boundsOf } from "./contract/bounds.ts";
import { type Combine, foldBinary, inferBinary } from "./contract/binary.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

const rows: readonly (readonly [type: string, doc: string, combine: Combine])[] = [
  ["Add", "a + b, element by element.", add],
  ["Sub", "a - b, element by element.", subtract],
  ["Mul", "a times b, element by element.", multiply],
  ["Div", "a divided by b, element by element; integers are cut off toward 0.", divide],
  ["Mod", "Remainder of a divided by b, element by element.", remainder],
  ["Pow", "a to the power of b, element by element.", power],
];

/** Arithmetic of two tensors that broadcast: a, b → c. */
export const arithmetic: readonly Operator[] = rows.map(([type, doc, combine]) => ({
  type,
  doc,
  infer: (call) => inferBinary(call),
  fold: foldBinary(combine),
}));

function divide(a: Dim, b: Dim, call: Call): Dim | undefined {
  if (isFloat(call.dtype(0))) return divideExactly(a, b);
  if (typeof a !== "number" || typeof b !== "number") return floorDivide(a, b);
  return b === 0 ? undefined : Math.trunc(a / b);
}

/** A quotient of symbols only when it leaves no fraction behind. */
function divideExactly(a: Dim, b: Dim): Dim | undefined {
  if (b === 0) return undefined;
  if (typeof b === "number") return typeof a === "number" ? a / b : multiply(a, 1 / b);
  const quotient = floorDivide(a, b);
  return quotient !== undefined && sameDim(multiply(quotient, b), a) ? quotient : undefined;
}

/** Python's % for fmod = 0 (the sign of b), C's fmod for 1 (the sign of a). */
function remainder(a: Dim, b: Dim, call: Call): Dim | undefined {
  if (b === 0) return undefined;
  if (typeof a === "number" && typeof b === "number") {
    return call.int("fmod", 0) === 1 ? a % b : a - b * Math.floor(a / b);
  }
  if (isFloat(call.dtype(0))) return undefined;
  // The last place counted from the end, as roll(-1) has it: a size is at least 1.
  if (a === -1 && typeof b !== "number" && boundsOf(b).low >= 0) return add(a, b);
  const quotient = floorDivide(a, b);
  return quotient === undefined ? undefined : subtract(a, multiply(quotient, b));
}

/** The base may be symbolic: a size squared or cubed. */
function power(a: Dim, b: Dim, call: Call): Dim | undefined {
  if (typeof b !== "number") return undefined;
  if (typeof a === "number") {
    const dtype = call.dtype(0);
    const isInteger = dtype !== undefined && dataTypes[dtype].kind !== "float";
    return isInteger ? Math.trunc(a ** b) : a ** b;
  }
  if (b === 0) return 1;
  return b === 1 ? a : b === 2 ? multiply(a, a) : b === 3 ? multiply(multiply(a, a), a) : undefined;
}
