import { type Dim, isKnown } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { productOf, sumOf } from "./contract/product.ts";

/** Sums of products along named axes, by an equation as NumPy's einsum reads it. */
export const einsum: Operator = {
  type: "Einsum",
  doc: "Sums of products along named axes, written as an equation.",
  roles: ["weight", "weight"],
  howCounted: "Product of all index sizes; three and more operands are contracted in pairs from the left.",

  infer(call) {
    return [tensor(call.dtype(0), contractionOf(call)?.output)];
  },

  multiplyAdds(call) {
    if (call.inputCount < 2) return 0;
    const contraction = contractionOf(call);
    return contraction && pairwise(contraction);
  },
};

interface Contraction {
  /** The axes of each operand, by name. */
  readonly terms: readonly (readonly string[])[];
  readonly result: readonly string[];
  readonly sizes: ReadonlyMap<string, Dim>;
  readonly output: Shape;
}

/** The equation with its sizes; undefined when the operands' ranks are not known or do not fit it (reported). */
function contractionOf(call: Call): Contraction | undefined {
  const shapes = Array.from({ length: call.inputCount }, (_, i) => call.shape(i)).filter(
    (it) => it !== undefined,
  );
  if (shapes.length !== call.inputCount || shapes.length === 0) return undefined;
  const [left = "", right] = call.string("equation", "").replace(/\s/g, "").split("->");
  const written = left.split(",");
  const terms = shapes.map((shape, i) => axesOf(written[i] ?? "", shape.length));
  const fits = terms.every((it, i) => it?.length === shapes[i]?.length);
  if (written.length !== shapes.length || !fits) {
    call.report(`operands do not fit the equation "${left.slice(0, 80)}"`);
    return undefined;
  }
  const known = terms.map((it) => it ?? []);
  const sizes = sizesOf(known, shapes);
  const result = right === undefined ? implicitResult(known) : explicitResult(right, known);
  const output = result.map((it) => sizes.get(it)).filter((it) => it !== undefined);
  if (output.length === result.length) return { terms: known, result, sizes, output };
  call.report(`the equation's result "${(right ?? "").slice(0, 80)}" names an axis that no operand has`);
  return undefined;
}

/** One name for each axis. Those under "…" are numbered from the last one, so that they broadcast. */
function axesOf(term: string, rank: number): readonly string[] | undefined {
  const [before = "", after = "", ...more] = term.split("...");
  const covered = term.includes("...") ? rank - before.length - after.length : 0;
  if (covered < 0 || more.length > 0) return undefined;
  return [...before, ...ellipsis(covered), ...after];
}

function ellipsis(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `…${count - i}`);
}

/** The size behind each name. A size of 1 broadcasts; a known size says more than a symbol. */
function sizesOf(terms: readonly (readonly string[])[], shapes: readonly Shape[]): ReadonlyMap<string, Dim> {
  const sizes = new Map<string, Dim>();
  terms.forEach((names, operand) => {
    names.forEach((name, axis) => {
      const size = shapes[operand]?.[axis] ?? 1;
      const earlier = sizes.get(name);
      if (earlier === undefined || earlier === 1 || (!isKnown(earlier) && isKnown(size) && size !== 1)) {
        sizes.set(name, size);
      }
    });
  });
  return sizes;
}

/** Without "->": the axes under "…", then the names that occur once, in alphabetical order. */
function implicitResult(terms: readonly (readonly string[])[]): readonly string[] {
  const uses = new Map<string, number>();
  for (const name of terms.flat()) uses.set(name, (uses.get(name) ?? 0) + 1);
  const once = [...uses].filter(([name, count]) => count === 1 && !isCovered(name)).map(([name]) => name);
  return [...coveredBy(terms), ...once.sort()];
}

function explicitResult(term: string, terms: readonly (readonly string[])[]): readonly string[] {
  const [before = "", after = ""] = term.split("...");
  return [...before, ...(term.includes("...") ? coveredBy(terms) : []), ...after];
}

function coveredBy(terms: readonly (readonly string[])[]): readonly string[] {
  return ellipsis(terms.reduce((most, it) => Math.max(most, it.filter(isCovered).length), 0));
}

function isCovered(name: string): boolean {
  return name.startsWith("…");
}

/** Each step multiplies what is left of the earlier operands with the next one and sums what nobody needs later. */
function pairwise({ terms, result, sizes }: Contraction): Dim | undefined {
  const lastUse = new Map<string, number>();
  terms.forEach((names, operand) => names.forEach((name) => lastUse.set(name, operand)));
  for (const name of result) lastUse.set(name, terms.length);
  const steps: (Dim | undefined)[] = [];
  let kept = new Set(terms[0]);
  terms.slice(1).forEach((term, i) => {
    const step = new Set([...kept, ...term]);
    steps.push(productOf([...step].map((it) => sizes.get(it))));
    kept = new Set([...step].filter((it) => (lastUse.get(it) ?? 0) > i + 1));
  });
  return sumOf(steps);
}
