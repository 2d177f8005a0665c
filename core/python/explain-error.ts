/** What torch's errors about shapes mean, in words that name what to change. It must not guess: unknown texts stay as they are. */
import { pythonProblem, type TraceError } from "./trace.ts";

/** Our sentence and torch's, or the message as Python gives it. */
export function explainError(error: TraceError): string {
  const { message } = pythonProblem(error);
  for (const [pattern, explain] of explanations) {
    const match = pattern.exec(error.message);
    if (match)
      return `${explain(match.slice(1).map((it) => it ?? ""))} ${error.type}: ${shapes(error.message)}`;
  }
  return message;
}

type Explain = (parts: readonly string[]) => string;

const explanations: readonly (readonly [RegExp, Explain])[] = [
  [
    /^mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)/,
    ([, given, wanted]) => `This layer takes ${wanted} features and gets ${given}.`,
  ],
  [
    /weight of size \[[^\]]*\], expected input\[[^\]]*\] to have (\d+) channels, but got (\d+) channels/,
    ([wanted, given]) => `This convolution takes ${wanted} channels and gets ${given}.`,
  ],
  [
    /^running_mean should contain (\d+) elements not (\d+)/,
    ([given, wanted]) => `This normalization is made for ${wanted} channels and gets ${given}.`,
  ],
  [
    /^Given normalized_shape=\[([^\]]*)\], expected input with shape \[[^\]]*\], but got input of size ?\[([^\]]*)\]/,
    ([wanted, given]) =>
      `This normalization is made for inputs that end in ${sizes(wanted)}; it gets ${sizes(given)}.`,
  ],
  [
    /^Sizes of tensors must match except in dimension (\d+)\. Expected size (\d+) but got size (\d+) for tensor number (\d+)/,
    ([axis, wanted, given]) =>
      `Tensors are joined along dimension ${axis}; their other sizes must be equal, and one is ${given} where the first has ${wanted}.`,
  ],
  [
    /^The size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (\d+)/,
    ([a, b, axis]) =>
      `These two do not fit element by element: in dimension ${axis} one has ${a}, the other ${b}.`,
  ],
  [
    /^shape '\[([^\]]*)\]' is invalid for input of size (\d+)/,
    ([shape, count]) => `${count} elements cannot be arranged as ${sizes(shape)}${product(shape)}.`,
  ],
  [
    /^(\w+)\.forward\(\) missing \d+ required positional arguments?: (.+)$/,
    ([name, wanted]) =>
      `${name}.forward needs ${(wanted ?? "").replaceAll("'", "")}, and this call does not give it.`,
  ],
  [
    /^(\w+)\.forward\(\) takes (\d+) positional arguments? but (\d+) (?:was|were) given/,
    ([name, most, given]) =>
      `${name}.forward takes ${counted(Number(most) - 1)}, and this call gives ${Number(given) - 1}.`,
  ],
  [
    /^'(\w+)' object has no attribute '(\w+)'$/,
    ([name, attribute]) => `${name} has no ${attribute}: it is used here and made nowhere.`,
  ],
];

function counted(count: number): string {
  return count === 1 ? "1 argument" : `${count} arguments`;
}

/** `1×512` for `1, 512`. */
function sizes(list: string | undefined): string {
  return (list ?? "").split(/,\s*/).join("×");
}

/** How many elements the shape has, when all its sizes are said. */
function product(list: string | undefined): string {
  const all = (list ?? "").split(/,\s*/).map(Number);
  return all.every((it) => Number.isSafeInteger(it) && it >= 0)
    ? `, which has ${all.reduce((a, b) => a * b, 1)}`
    : "";
}

/** Shapes as they are written everywhere else: `1×512`. */
function shapes(text: string): string {
  return text.replace(/\b\d+(?:x\d+)+\b/g, (it) => it.replaceAll("x", "×"));
}
