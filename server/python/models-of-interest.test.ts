import { expect, test } from "vitest";
import { analyze } from "../../core/metrics/analyze.ts";
import { type PlacedCost, type TracedView } from "./traced-file.ts";
import { tracedModel } from "../../core/read/trace.test-helper.ts";
import { modelsOfInterest } from "./models-of-interest.ts";

/** A model of so many nodes that runs code at the offset. */
function modelOf(name: string, nodeCount: number, offset: number): TracedView {
  const entry = { class: name, call: `${name}()`, kind: "class", name };
  const nodes = Array.from({ length: nodeCount }, (_, i) => ({
    op: "Relu",
    in: [i === 0 ? "x" : `h${i - 1}`],
    out: { [`h${i}`]: "float32 1" },
  }));
  const traced = tracedModel({ entry, inputs: { x: "float32 1" }, nodes });
  const places = [{ span: { offset, length: 5 } } as PlacedCost];
  return {
    source: { path: "/net.py", version: 1, text: "" },
    traced,
    analysis: analyze(traced.model),
    places,
  };
}

const definition = (name: string, offset: number, length: number) => ({
  name,
  span: { offset, length },
  nameSpan: { offset, length: 1 },
});
const syntax = {
  classes: [{ ...definition("Block", 0, 100), bases: [], isModule: true }],
  functions: [definition("large", 200, 50), definition("small", 300, 50)],
  layers: [],
  faults: [],
};
const models = [modelOf("large", 9, 20), modelOf("small", 2, 30), modelOf("other", 1, 150)];
const editAt = (start: number) => ({ start, oldEnd: start, newEnd: start + 1 });

test("in a part the smallest model that runs it comes first", () => {
  expect(modelsOfInterest(models, syntax, editAt(50))).toEqual(["small", "large"]);
});

test("in the function that makes a model that model comes first", () => {
  expect(modelsOfInterest(models, syntax, editAt(220))).toEqual(["large"]);
});

test("elsewhere none is preferred", () => {
  expect(modelsOfInterest(models, syntax, editAt(1000))).toEqual([]);
});
