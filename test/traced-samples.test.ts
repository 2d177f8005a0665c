import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Model } from "../core/graph/model.ts";
import { shapeOf } from "../core/graph/value-type.ts";
import { type Analysis } from "../core/metrics/analysis.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { type TracedModel } from "../core/python/trace.ts";
import { openModel } from "../server/open-model.ts";
import { nativeTrace } from "./native-trace.test-helper.ts";

// The same networks twice: the source, run by the stand-in for torch, and the ONNX file that torch's own exporter made.
const samples = join(import.meta.dirname, "..", "samples");

function traced(file: string): TracedModel {
  const { trace, problems } = nativeTrace(join(samples, file));
  expect([problems, trace.error, trace.models[0]?.error]).toEqual([[], undefined, undefined]);
  const [model] = trace.models;
  if (!model) throw new Error("no model");
  return model;
}

function exported(file: string): Model {
  const opened = openModel(join(samples, file));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.model;
}

/** Shapes of what the products give, in order, the batch aside. */
function productShapes({ nodes }: Analysis): readonly string[] {
  return nodes
    .filter((it) => it.operator?.multiplyAdds && it.cost.multiplyAdds !== 0)
    .map((it) => shapeOf(it.outputs[0]?.type)?.slice(1).join("×") ?? "unknown");
}

// README.md of the samples has the parameters; the exporter folds each BatchNorm's scale and shift into one bias.
describe.each([
  ["fashion_resnet.py", "fashion-resnet.onnx", "FashionResNet", 308_074],
  ["fashion_mobile.py", "fashion-mobile.onnx", "FashionMobile", 96_762],
  ["fashion_vit.py", "fashion-vit.onnx", "FashionViT", 306_826],
])("%s beside %s", (source, file, name, parameters) => {
  const model = traced(source);
  const ours = analyze(model.model);
  const theirs = analyze(exported(file));
  const batch = shapeOf(ours.inputs[0]?.type)?.[0];

  test("the main model is found, with the input of its script", () => {
    expect(model.entry.name).toBe(name);
    expect(shapeOf(ours.inputs[0]?.type)?.slice(1)).toEqual([1, 28, 28]);
  });

  test("nothing is left out, and no operator disagrees with a shape of the trace", () => {
    expect(ours.problems).toEqual([]);
    expect(ours.coverage.uncounted).toEqual([]);
    expect(model.notes.filter((it) => it.level !== "info")).toEqual([]);
  });

  test("parameters", () => {
    expect(ours.totals.parameters).toBe(parameters);
    const folded = ours.nodes
      .filter((it) => it.node.opType === "BatchNormalization")
      .reduce((sum, it) => sum + it.cost.parameters / 2, 0);
    expect(ours.totals.parameters - folded).toBe(theirs.totals.parameters);
  });

  test("multiply-adds", () => {
    expect(ours.totals.multiplyAdds.value).toBe((theirs.totals.multiplyAdds.value ?? NaN) * Number(batch));
  });

  test("shapes of what the convolutions give", () => {
    const isConvolution = (it: string) => it.split("×").length === 3;
    const shapes = productShapes(ours).filter(isConvolution);
    expect(shapes.length).toBeGreaterThan(0);
    if (name !== "FashionViT") expect(shapes).toEqual(productShapes(theirs).filter(isConvolution));
  });

  test("every node stands on a line of the source", () => {
    for (const { node } of ours.nodes) expect(node.source?.location?.file).toBe(join(samples, source));
  });
});
