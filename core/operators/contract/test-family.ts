import { test } from "vitest";
import { type Operator } from "./operator.ts";
import { checkOperator, type OperatorCase } from "./test-call.ts";
import { member } from "./test-rows.ts";

/** One test for each row of a family, all in one domain: `[operator, what it shows, case]`. */
export function testFamily(
  family: Operator | readonly Operator[],
  rows: readonly (readonly [type: string, what: string, given: OperatorCase])[],
): void {
  const operators = [family].flat();
  for (const [type, what, given] of rows) {
    test(`${type}: ${what}`, () => checkOperator(member(operators, type, operators[0]?.domain), given));
  }
}
