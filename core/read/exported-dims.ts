/** Sizes as exported programs write them: numbers, and expressions over symbols as SymPy prints them. It must not evaluate any. */
import { add, type Dim, multiply, symbol } from "../graph/dim.ts";
import { parseDim } from "../graph/parse-dim.ts";
import { type Shape } from "../graph/shape.ts";
import { asArray, at } from "./json-text.ts";

const mostDims = 64;
const longestText = 2000;
const deepest = 16;

/** `[{"as_int": 3}, {"as_expr": {"expr_str": "Symbol('s0')"}}]`; undefined when a size is neither. */
export function exportedShape(value: unknown): Shape | undefined {
  const items = asArray(value);
  if (!items || items.length > mostDims) return undefined;
  const dims = items.flatMap((it) => exportedDim(it) ?? []);
  return dims.length === items.length ? dims : undefined;
}

export function exportedDim(value: unknown): Dim | undefined {
  const number = at(value, "as_int");
  if (typeof number === "number") return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  const text = at(at(value, "as_expr"), "expr_str");
  if (typeof text !== "string" || text.length > longestText) return undefined;
  return new Expression(text).read() ?? parseDim(text);
}

/** `Add(Mul(Integer(2), Symbol('s0', positive=True)), Integer(1))`. */
class Expression {
  private readonly tokens: readonly string[];
  private next = 0;

  constructor(text: string) {
    this.tokens = text.match(/'[^']*'|[\w.]+|[(),=-]/g) ?? [];
  }

  read(): Dim | undefined {
    const value = this.term(0);
    return this.next === this.tokens.length ? value : undefined;
  }

  private term(depth: number): Dim | undefined {
    const name = this.tokens[this.next++];
    if (depth > deepest || name === undefined || this.tokens[this.next++] !== "(") return undefined;
    if (name === "Symbol") return this.symbol();
    if (name === "Integer") return this.integer();
    if (name !== "Add" && name !== "Mul") return undefined;
    let result: Dim = name === "Add" ? 0 : 1;
    for (;;) {
      const operand = this.term(depth + 1);
      if (operand === undefined) return undefined;
      result = name === "Add" ? add(result, operand) : multiply(result, operand);
      const end = this.tokens[this.next++];
      if (end === ")") return result;
      if (end !== ",") return undefined;
    }
  }

  /** The name; what is assumed of the symbol is skipped. */
  private symbol(): Dim | undefined {
    const name = this.tokens[this.next++]?.replace(/'/g, "");
    while (this.next < this.tokens.length && this.tokens[this.next] !== ")") this.next++;
    this.next++;
    return name ? symbol(name) : undefined;
  }

  private integer(): Dim | undefined {
    const isNegative = this.tokens[this.next] === "-";
    if (isNegative) this.next++;
    const value = Number(this.tokens[this.next++]);
    if (this.tokens[this.next++] !== ")" || !Number.isSafeInteger(value)) return undefined;
    return isNegative ? -value : value;
  }
}
