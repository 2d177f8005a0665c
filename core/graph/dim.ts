/**
 * Dimensions and other integers that shapes are computed from: a number when known, otherwise a polynomial over
 * named symbols (`batch`, `seq`). The arithmetic keeps one canonical form, so equal expressions compare equal and
 * `batch*seq*768 / (batch*seq)` comes out as 768.
 */
export type Dim = number | Symbolic;

/** A sum of terms that is not a plain number. `text` is canonical: two equal expressions have equal texts. */
export interface Symbolic {
  readonly terms: readonly Term[];
  readonly text: string;
}

interface Term {
  readonly coefficient: number;
  /** Sorted; a power is a repeated factor. */
  readonly factors: readonly Factor[];
}

/** A named symbol, or an operation that does not reduce further, written as a call. */
interface Factor {
  readonly text: string;
  readonly operation?: "floor" | "ceil" | "max" | "min";
  readonly operands?: readonly Dim[];
  /** What an expression that was too large to carry depends on. */
  readonly symbols?: readonly string[];
}

/** Values for symbols, as the user binds them: `{ batch: 1, seq: 128 }`. */
export type Bindings = ReadonlyMap<string, number>;

// Hostile graphs can square a polynomial a hundred times; past this size an expression becomes one opaque symbol.
const maxTerms = 24;
const maxTextLength = 160;

export function symbol(name: string): Dim {
  return fromTerms([{ coefficient: 1, factors: [{ text: name }] }]);
}

export function isKnown(dim: Dim | undefined): dim is number {
  return typeof dim === "number";
}

/** False for what arithmetic on damaged files can give: negative, fractional or endless sizes. */
export function isSize(size: Dim | undefined): size is Dim {
  return size !== undefined && (!isKnown(size) || (Number.isSafeInteger(size) && size >= 0));
}

export function dimText(dim: Dim): string {
  return typeof dim === "number" ? String(dim) : dim.text;
}

export function sameDim(a: Dim, b: Dim): boolean {
  return a === b || (typeof a !== "number" && typeof b !== "number" && a.text === b.text);
}

export function add(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (a === 0) return b;
  if (b === 0) return a;
  return fromTerms([...termsOf(a), ...termsOf(b)]);
}

export function subtract(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return add(a, multiply(b, -1));
}

export function multiply(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return a * b + 0;
  if (a === 0 || b === 0) return 0;
  if (a === 1) return b;
  if (b === 1) return a;
  const products: Term[] = [];
  for (const x of termsOf(a)) {
    for (const y of termsOf(b)) {
      products.push({
        coefficient: x.coefficient * y.coefficient,
        factors: [...x.factors, ...y.factors].sort(byText),
      });
    }
  }
  return fromTerms(products);
}

/** Rounds toward minus infinity. Division by zero gives undefined. */
export function floorDivide(a: Dim, b: Dim): Dim | undefined {
  if (b === 0) return undefined;
  if (typeof a === "number" && typeof b === "number") return Math.floor(a / b) + 0; // No negative zero.
  return divideExactly(a, b) ?? withoutMultiples("floor", a, b);
}

/** Rounds toward plus infinity. Division by zero gives undefined. */
export function ceilDivide(a: Dim, b: Dim): Dim | undefined {
  if (b === 0) return undefined;
  if (typeof a === "number" && typeof b === "number") return Math.ceil(a / b) + 0;
  return divideExactly(a, b) ?? withoutMultiples("ceil", a, b);
}

export function maximum(a: Dim, b: Dim): Dim {
  return extreme("max", a, b);
}

export function minimum(a: Dim, b: Dim): Dim {
  return extreme("min", a, b);
}

/** Puts numbers in place of the symbols that `bindings` names; the others stay. */
export function bindDim(dim: Dim, bindings: Bindings): Dim {
  if (typeof dim === "number" || bindings.size === 0) return dim;
  let sum: Dim = 0;
  for (const term of dim.terms) {
    let product: Dim = term.coefficient;
    for (const factor of term.factors) product = multiply(product, bindFactor(factor, bindings));
    sum = add(sum, product);
  }
  return sum;
}

/** The symbols that `dim` depends on, each once. */
export function symbolsOf(dim: Dim, found = new Set<string>()): Set<string> {
  if (typeof dim === "number") return found;
  for (const factor of dim.terms.flatMap((it) => it.factors)) {
    if (factor.operands) for (const operand of factor.operands) symbolsOf(operand, found);
    else for (const name of factor.symbols ?? [factor.text]) found.add(name);
  }
  return found;
}

function bindFactor(factor: Factor, bindings: Bindings): Dim {
  if (!factor.operands)
    return bindings.get(factor.text) ?? fromTerms([{ coefficient: 1, factors: [factor] }]);
  const [a = 0, b = 0] = factor.operands.map((it) => bindDim(it, bindings));
  switch (factor.operation) {
    case "floor":
      return floorDivide(a, b) ?? 0;
    case "ceil":
      return ceilDivide(a, b) ?? 0;
    case "max":
      return maximum(a, b);
    default:
      return minimum(a, b);
  }
}

function extreme(kind: "max" | "min", a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return kind === "max" ? Math.max(a, b) : Math.min(a, b);
  if (sameDim(a, b)) return a;
  // A constant difference decides which one is larger, whatever the symbols stand for.
  const difference = subtract(a, b);
  if (typeof difference === "number") return difference > 0 === (kind === "max") ? a : b;
  return operation(
    kind,
    [a, b].sort((x, y) => (dimText(x) < dimText(y) ? -1 : 1)),
  );
}

function operation(kind: "floor" | "ceil" | "max" | "min", operands: readonly Dim[]): Dim {
  const [a = 0, b = 0] = operands;
  const division = `${kind}(${group(a)}/${group(b)})`;
  const text = kind === "max" || kind === "min" ? `${kind}(${dimText(a)}, ${dimText(b)})` : division;
  return fromTerms([{ coefficient: 1, factors: [{ text, operation: kind, operands }] }]);
}

function group(dim: Dim): string {
  const text = dimText(dim);
  return /[+\- ]/.test(text.slice(1)) && !/^\w+\(.*\)$/.test(text) ? `(${text})` : text;
}

/** Divides every term of `a` by the single term `b`, when that leaves no remainder. */
function divideExactly(a: Dim, b: Dim): Dim | undefined {
  if (sameDim(a, b)) return 1;
  const [divisor, ...more] = termsOf(b);
  if (!divisor || more.length > 0) return undefined;
  const quotient: Term[] = [];
  for (const term of termsOf(a)) {
    const coefficient = term.coefficient / divisor.coefficient;
    const factors = [...term.factors];
    for (const factor of divisor.factors) {
      const at = factors.findIndex((it) => it.text === factor.text);
      if (at < 0) return undefined;
      factors.splice(at, 1);
    }
    if (!Number.isInteger(coefficient)) return undefined;
    quotient.push({ coefficient, factors });
  }
  return fromTerms(quotient);
}

function termsOf(dim: Dim): readonly Term[] {
  if (typeof dim !== "number") return dim.terms;
  return dim === 0 ? [] : [{ coefficient: dim, factors: [] }];
}

function fromTerms(terms: readonly Term[]): Dim {
  const merged = new Map<string, Term>();
  for (const term of terms) {
    const key = term.factors.map((it) => it.text).join("*");
    const same = merged.get(key);
    merged.set(key, same ? { ...same, coefficient: same.coefficient + term.coefficient } : term);
  }
  const kept = [...merged].filter(([, it]) => it.coefficient !== 0);
  if (kept.length === 0) return 0;
  const [first] = kept;
  if (kept.length === 1 && first && first[0] === "") return first[1].coefficient;
  // Constants go last, as people write them: batch*seq + 1.
  kept.sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : a < b ? -1 : 1));
  const text = kept.map(([key, it], i) => termText(key, it.coefficient, i === 0)).join("");
  const sum = { terms: kept.map(([, it]) => it), text };
  return kept.length > maxTerms || text.length > maxTextLength ? opaque(sum) : sum;
}

function termText(key: string, coefficient: number, isFirst: boolean): string {
  const size = Math.abs(coefficient);
  const body = key === "" ? String(size) : size === 1 ? key : `${size}*${key}`;
  if (isFirst) return coefficient < 0 ? `-${body}` : body;
  return coefficient < 0 ? ` - ${body}` : ` + ${body}`;
}

/** One symbol in place of an expression too large to carry; the same expression always gets the same name. */
function opaque(sum: Symbolic): Symbolic {
  let hash = 2166136261;
  for (let i = 0; i < sum.text.length; i++) hash = Math.imul(hash ^ sum.text.charCodeAt(i), 16777619);
  const text = `expression_${(hash >>> 0).toString(16)}`;
  return { terms: [{ coefficient: 1, factors: [{ text, symbols: [...symbolsOf(sum)] }] }], text };
}

function byText(a: Factor, b: Factor): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/** floor((n + 4) / 2) is floor(n / 2) + 2: what divides evenly needs no rounding, and equal sizes get equal texts. */
function withoutMultiples(kind: "floor" | "ceil", a: Dim, b: Dim): Dim {
  if (typeof b !== "number") return operation(kind, [a, b]);
  const [even, rest] = [true, false].map((isEven) =>
    fromTerms(termsOf(a).filter((it) => Number.isInteger(it.coefficient / b) === isEven)),
  );
  const quotient = divideExactly(even ?? 0, b);
  if (quotient === undefined || even === 0) return operation(kind, [a, b]);
  const rounded = kind === "floor" ? floorDivide(rest ?? 0, b) : ceilDivide(rest ?? 0, b);
  return rounded === undefined ? operation(kind, [a, b]) : add(quotient, rounded);
}
