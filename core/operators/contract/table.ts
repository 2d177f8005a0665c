import { operators } from "../index.ts";
import { type Operator } from "./operator.ts";

const byName = new Map(operators.map((it) => [`${it.domain ?? ""}:${it.type}`, it]));

/** The entry for an operator; undefined for one we do not know. */
export function findOperator(domain: string, type: string): Operator | undefined {
  return byName.get(`${domain}:${type}`);
}
