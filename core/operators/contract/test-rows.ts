import { test } from "vitest";
import { type Operator } from "./operator.ts";
import { checkOperator, type OperatorCase } from "./test-call.ts";

/** One test for each row, by its name. */
export function testRows(operator: Operator, rows: Readonly<Record<string, OperatorCase>>): void {
  for (const [name, given] of Object.entries(rows)) {
    test(`${operator.type}: ${name}`, () => checkOperator(operator, given));
  }
}

/** The member of a family; in ai.onnx unless a domain is given. A name that is not there fails the test file. */
export function member(family: readonly Operator[], type: string, domain?: string): Operator {
  const found = family.find((it) => it.type === type && it.domain === domain);
  if (!found) throw new Error(`no ${type} in the family`);
  return found;
}

/** The same in the domain of ONNX Runtime. */
export function msMember(family: readonly Operator[], type: string): Operator {
  return member(family, type, "com.microsoft");
}
