import { expect, test } from "vitest";
import { tracedAnalysis } from "../../read/trace.test-helper.ts";
import { findOperator } from "./table.ts";
import { type Operator } from "./operator.ts";

export interface AtenCase {
  /** `"float32 2x3"`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly multiplyAdds?: number;
  /** Elements read and written. */
  readonly memoryAccess: number;
}

/** Each row as the one node of a trace: what the whole path from the reader to the cost makes of it. */
export function testAtenFamily(
  family: Operator | readonly Operator[],
  rows: readonly (readonly [type: string, given: AtenCase])[],
): void {
  test("every one is in the table, and leaves the types to the trace", () => {
    for (const it of [family].flat()) {
      expect(it.domain).toBe("aten");
      expect(findOperator("aten", it.type)).toBe(it);
    }
  });

  test.each(rows)("%s", (op, { inputs, outputs, multiplyAdds = 0, memoryAccess }) => {
    expect([family].flat().map((it) => it.type)).toContain(op);
    const { nodes, problems, coverage } = tracedAnalysis({
      inputs: Object.fromEntries(inputs.map((type, i) => [`x${i}`, type])),
      nodes: [
        {
          op,
          domain: "aten",
          in: inputs.map((_, i) => `x${i}`),
          out: Object.fromEntries(outputs.map((type, i) => [`y${i}`, type])),
        },
      ],
    });
    expect(problems).toEqual([]);
    expect(coverage.uncounted).toEqual([]);
    expect(nodes[0]?.cost).toMatchObject({ multiplyAdds, memoryAccess });
  });
}
