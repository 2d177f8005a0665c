import { expect } from "vitest";
import { dimText } from "../../graph/dim.ts";
import { nodeLabel } from "../../graph/model.ts";
import { typeText } from "../../graph/value-type.ts";
import { finish, type Visit, walkModel } from "../../metrics/walk.ts";
import { noChoices } from "../../metrics/bindings.ts";
import { readOnnxText } from "../../read/onnx-text.ts";

export interface GraphCase {
  /** Types of the graph's outputs, as text. */
  readonly outputs: readonly string[];
  /** How often each body runs: `"node/attribute"` to the count, `"?"` when not known. */
  readonly executions?: Readonly<Record<string, string>>;
  /** Parts of the messages that the walk gives. */
  readonly problems?: readonly string[];
}

/** For operators that run subgraphs: walks a model in ONNX text. The outputs in it state no more than needed. */
export function checkGraph(text: string, wanted: GraphCase): void {
  const { value, problems: faults } = readOnnxText(text);
  expect(faults).toEqual([]);
  const walk = finish(walkModel(value.model, noChoices));
  expect(walk.outputs.map((it) => typeText(it.type))).toEqual(wanted.outputs);
  const executions = Object.fromEntries(walk.visits.flatMap(bodyCounts));
  if (wanted.executions) expect(executions).toEqual(wanted.executions);
  const messages = walk.visits.flatMap(complaintsOf);
  expect(messages).toEqual((wanted.problems ?? []).map((it) => expect.stringContaining(it) as string));
}

function bodyCounts(visit: Visit): readonly (readonly [string, string])[] {
  return visit.bodies.flatMap((body) => {
    const count = body.executions === undefined ? "?" : dimText(body.executions);
    return [[`${nodeLabel(visit.node)}/${body.name}`, count] as const, ...body.visits.flatMap(bodyCounts)];
  });
}

function complaintsOf(visit: Visit): readonly string[] {
  return [...visit.complaints, ...visit.bodies.flatMap((it) => it.visits.flatMap(complaintsOf))];
}
