import { expect, test } from "vitest";
import { type Attribute } from "../graph/model.ts";
import { callOf, checkOperator } from "./contract/test-call.ts";
import { mlLinear } from "./ml-linear.ts";

const [linearClassifier, linearRegressor] = mlLinear;
const floats = (count: number): Attribute => ({ kind: "floats", value: new Array<number>(count).fill(0.5) });

// scikit-learn's LogisticRegression on the iris data: 4 features, 3 classes.
const iris = { coefficients: floats(12), intercepts: floats(3), classlabels_ints: [0, 1, 2] };

test("LinearClassifier: a label and a score for each class", () => {
  if (!linearClassifier) throw new Error("no entry");
  const outputs = ["int64 n", "float32 n×3"];
  checkOperator(linearClassifier, {
    inputs: ["float32 nx4"],
    attributes: iris,
    outputs,
    multiplyAdds: "12*n",
  });
  expect(
    linearClassifier.parameters?.(callOf(linearClassifier, { inputs: ["float32 nx4"], attributes: iris })),
  ).toBe(15);
});

test("LinearClassifier: names as labels", () => {
  if (!linearClassifier) throw new Error("no entry");
  const names: Attribute = { kind: "strings", value: ["cat", "dog"] };
  const attributes = { coefficients: floats(4), classlabels_strings: names };
  checkOperator(linearClassifier, {
    inputs: ["float32 ?"],
    attributes,
    outputs: ["string y0_d0", "float32 y0_d0×2"],
  });
});

test("LinearRegressor: one column for each target", () => {
  if (!linearRegressor) throw new Error("no entry");
  const attributes = { coefficients: floats(8), targets: 2 };
  checkOperator(linearRegressor, {
    inputs: ["float32 5x4"],
    attributes,
    outputs: ["float32 5×2"],
    multiplyAdds: 40,
  });
  checkOperator(linearRegressor, {
    inputs: ["float32 4"],
    attributes,
    outputs: ["float32 1×2"],
    multiplyAdds: 8,
  });
});
