/** Reads sizes that exporters write as expressions over named symbols: `batch*8`, `floor(height/2 - 1/2) + 1`. */
import {
  add,
  ceilDivide,
  type Dim,
  floorDivide,
  maximum,
  minimum,
  multiply,
  sameDim,
  subtract,
  symbol,
} from "./dim.ts";

/** Divisions inside `floor` and `ceil` are exact until the rounding: `floor(h/2 + 1)`. */
interface Fraction {
  readonly over: Dim;
  readonly under: Dim;
}

const longestText = 160;
const deepestNesting = 32;
const largestPower = 8;
const mostProductTerms = 16;
// A hyphen between letters belongs to the name (`batch-size`); any other one is a minus.
const token = /\s*(?:([A-Za-z_](?:[\w.:]|-(?=[A-Za-z_]))*)|(\d+)|(\/\/|\*\*|[-+*/(),]))/y;

/**
 * The size that `text` stands for: a number, a symbol, or an expression. Text that is no expression, or one with
 * other operations, becomes one symbol of that name.
 */
export function parseDim(text: string): Dim {
  const trimmed = text.trim();
  if (trimmed.length > longestText) return symbol(trimmed);
  const tokens = tokensOf(trimmed);
  if (!tokens) return symbol(trimmed);
  const parser = new DimParser(tokens);
  const parsed = parser.sum();
  if (!parsed || !parser.isDone || parsed.under !== 1) return symbol(trimmed);
  // A number that no size can have, such as 2^60, says more as its text.
  return typeof parsed.over === "number" && !Number.isSafeInteger(parsed.over)
    ? symbol(trimmed)
    : parsed.over;
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (!found) return undefined;
    tokens.push(found[1] ?? found[2] ?? found[3] ?? "");
  }
  return tokens;
}

class DimParser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get isDone(): boolean {
    return this.at === this.tokens.length;
  }

  sum(): Fraction | undefined {
    if (++this.depth > deepestNesting) return undefined;
    let left = this.product();
    while (left && (this.tokens[this.at] === "+" || this.tokens[this.at] === "-")) {
      const combine = this.tokens[this.at++] === "+" ? add : subtract;
      const right = this.product();
      left = right && combineFractions(left, right, combine);
    }
    this.depth--;
    return left;
  }

  private product(): Fraction | undefined {
    let left = this.power();
    for (;;) {
      const operator = this.tokens[this.at];
      if (!left || (operator !== "*" && operator !== "/" && operator !== "//")) return left;
      this.at++;
      const right = this.power();
      left = right && multiplied(left, operator, right);
    }
  }

  private power(): Fraction | undefined {
    const base = this.unary();
    if (!base || !this.takes("**")) return base;
    const exponent = this.unary();
    if (typeof exponent?.over !== "number" || exponent.under !== 1) return undefined;
    if (exponent.over < 0 || exponent.over > largestPower) return undefined;
    let result: Fraction | undefined = whole(1);
    for (let i = 0; result && i < exponent.over; i++) result = multiplied(result, "*", base);
    return result;
  }

  private unary(): Fraction | undefined {
    let sign = 1;
    while (this.takes("-")) sign = -sign;
    const value = this.atom();
    return value && (sign < 0 ? { ...value, over: multiply(value.over, -1) } : value);
  }

  private atom(): Fraction | undefined {
    const text = this.tokens[this.at++];
    if (text === undefined) return undefined;
    if (/^\d/.test(text)) return whole(Number(text));
    if (text === "(") return this.closed(this.sum());
    if (!/^[A-Za-z_]/.test(text)) return undefined;
    return this.takes("(") ? this.call(text) : whole(symbol(text));
  }

  private call(name: string): Fraction | undefined {
    const first = this.sum();
    const second = this.takes(",") ? this.sum() : undefined;
    if (!first || !this.closed(first)) return undefined;
    const result = second ? calledWithTwo(name, first, second) : rounded(name, first);
    return result === undefined ? undefined : whole(result);
  }

  private closed(value: Fraction | undefined): Fraction | undefined {
    return this.takes(")") ? value : undefined;
  }

  private takes(text: string): boolean {
    if (this.tokens[this.at] !== text) return false;
    this.at++;
    return true;
  }
}

function whole(dim: Dim): Fraction {
  return { over: dim, under: 1 };
}

function combineFractions(a: Fraction, b: Fraction, combine: (a: Dim, b: Dim) => Dim): Fraction | undefined {
  if (sameDim(a.under, b.under)) return reduced(combine(a.over, b.over), a.under);
  if (isCostly(a.over, b.under) || isCostly(b.over, a.under) || isCostly(a.under, b.under)) return undefined;
  return reduced(combine(multiply(a.over, b.under), multiply(b.over, a.under)), multiply(a.under, b.under));
}

function multiplied(a: Fraction, operator: "*" | "/" | "//", b: Fraction): Fraction | undefined {
  if (isCostly(a.over, b.over) || isCostly(a.under, b.under)) return undefined;
  if (operator === "*") return reduced(multiply(a.over, b.over), multiply(a.under, b.under));
  if (isCostly(a.over, b.under) || isCostly(a.under, b.over)) return undefined;
  const over = multiply(a.over, b.under);
  const under = multiply(a.under, b.over);
  if (under === 0) return undefined;
  if (operator === "/") return reduced(over, under);
  const quotient = floorDivide(over, under);
  return quotient === undefined ? undefined : whole(quotient);
}

/** Products of sums grow fast, and a hostile file can hold many; no exporter writes them. */
function isCostly(a: Dim, b: Dim): boolean {
  return termCount(a) > 1 && termCount(b) > 1 && termCount(a) * termCount(b) > mostProductTerms;
}

function termCount(dim: Dim): number {
  return typeof dim === "number" ? 1 : dim.terms.length;
}

/** `4*n / 2` is `2*n`: what divides without a remainder needs no rounding. */
function reduced(over: Dim, under: Dim): Fraction {
  if (under === 1) return { over, under };
  const quotient = floorDivide(over, under);
  return quotient !== undefined && sameDim(multiply(quotient, under), over)
    ? whole(quotient)
    : { over, under };
}

function rounded(name: string, { over, under }: Fraction): Dim | undefined {
  switch (name.toLowerCase()) {
    case "floor":
      return floorDivide(over, under);
    case "ceil":
    case "ceiling":
      return ceilDivide(over, under);
    default:
      return undefined;
  }
}

function calledWithTwo(name: string, a: Fraction, b: Fraction): Dim | undefined {
  if (a.under !== 1 || b.under !== 1) return undefined;
  switch (name.toLowerCase()) {
    case "max":
      return maximum(a.over, b.over);
    case "min":
      return minimum(a.over, b.over);
    case "floordiv":
      return floorDivide(a.over, b.over);
    default:
      return undefined;
  }
}
