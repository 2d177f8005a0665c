import { type Dim, dimText, isKnown, multiply } from "../../graph/dim.ts";
import { broadcast, type Shape, volume } from "../../graph/shape.ts";
import { type Call } from "./call.ts";

/** Shape of NumPy's matmul: vectors are padded to matrices, leading axes broadcast. Contradictions are reported. */
export function matmulShape(call: Call, a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  if (!a || !b) return undefined;
  const [rows, inner] = a.length < 2 ? [undefined, a[0]] : a.slice(-2);
  const [innerOfB, columns] = b.length < 2 ? [b[0], undefined] : b.slice(-2);
  if (inner === undefined || innerOfB === undefined) {
    call.report("a matrix product needs at least one axis on both sides");
    return undefined;
  }
  if (isKnown(inner) && isKnown(innerOfB) && inner !== innerOfB) {
    call.report(`rows of ${dimText(inner)} do not fit columns of ${dimText(innerOfB)}`);
    return undefined;
  }
  const batch = broadcast([a.slice(0, -2), b.slice(0, -2)]);
  if (!batch) {
    call.report("the leading axes do not broadcast");
    return undefined;
  }
  return [...batch, ...[rows, columns].filter((it) => it !== undefined)];
}

/** Each output value is a sum over the shared axis. */
export function matmulMultiplyAdds(
  a: Shape | undefined,
  b: Shape | undefined,
  output: Shape | undefined,
): Dim | undefined {
  const left = a?.at(-1);
  const right = b && (b.length < 2 ? b[0] : b.at(-2));
  const inner = isKnown(left) ? left : (right ?? left);
  return output && inner !== undefined ? multiply(volume(output), inner) : undefined;
}

/** Swaps the last two axes. */
export function transposed(shape: Shape): Shape {
  const [rows, columns] = shape.slice(-2);
  return rows === undefined || columns === undefined ? shape : [...shape.slice(0, -2), columns, rows];
}

/** Rows, inner size and columns of Gemm's operands after transA and transB; they must be matrices. */
export function gemmSizes(call: Call, a: number, b: number): { rows?: Dim; inner?: Dim; columns?: Dim } {
  const matrix = (input: number, attribute: string) => {
    const shape = call.shape(input);
    if (shape?.length !== 2) return [];
    return call.int(attribute, 0) === 0 ? shape : transposed(shape);
  };
  const [rows, innerOfA] = matrix(a, "transA");
  const [innerOfB, columns] = matrix(b, "transB");
  if (isKnown(innerOfA) && isKnown(innerOfB) && innerOfA !== innerOfB) {
    call.report(`rows of ${innerOfA} do not fit columns of ${innerOfB}`);
  }
  const inner = isKnown(innerOfA) ? innerOfA : (innerOfB ?? innerOfA);
  return {
    ...(rows !== undefined && { rows }),
    ...(inner !== undefined && { inner }),
    ...(columns !== undefined && { columns }),
  };
}
