import { expect, test } from "vitest";
import { subjectOf } from "../diagnostics/examples.test-helper.ts";
import { operatorTable, tensorrtVersions } from "./operator-table.ts";
import { compareVersions, maxOpset, tableColumn, tensorrtVersion } from "./tensorrt-version.ts";
import { supportOf } from "./support-of.ts";
import { type Support } from "./contract/support.ts";

/** What TensorRT of a version says of the last node of a model. */
function judge(model: string, runtimeVersion: string, device = "jetson-nano"): Support {
  const { analysis, target } = subjectOf({ model, device, runtimeVersion });
  const node = analysis.nodes.at(-1);
  if (!node || !target) throw new Error("no node");
  return supportOf(node, target, analysis.model);
}

const first = (type: string) => tensorrtVersions.find((_, i) => operatorTable[type]?.[i] === "Y");

// The release notes and operator lists of onnx/onnx-tensorrt, read by hand: the first version with each operator.
test.each([
  ["7.1", "Conv Gemm MatMul Relu Resize TopK LSTM Slice"],
  [
    "7.2",
    "CumSum EyeLike GatherElements LpNormalization LpPool ReverseSequence Celu GreaterOrEqual LessOrEqual",
  ],
  ["8.0", "Dropout If NonMaxSuppression"],
  ["8.2", "Einsum Round Sign IsNaN GatherND ScatterElements ScatterND Scatter"],
  ["8.4", "Xor Reciprocal Shrink HardSwish RandomNormal"],
  ["8.5", "NonZero OneHot Mod RoiAlign GridSample Trilu MeanVarianceNormalization"],
  ["8.6", "GroupNormalization LayerNormalization IsInf"],
  ["10.0", "Gelu Mish Hardmax CastLike"],
  ["10.1", "DeformConv"],
])("since TensorRT %s: %s", (version, operators) => {
  for (const it of operators.split(" ")) expect([it, first(it)]).toEqual([it, version]);
});

test("never up to 10.1: the integer operators of quantized models, and others", () => {
  const never =
    "BitShift Compress ConvInteger MatMulInteger QLinearConv QLinearMatMul DynamicQuantizeLinear Det MaxRoiPool MaxUnpool " +
    "Multinomial SequenceAt SequenceConstruct SplitToSequence StringNormalizer TfIdfVectorizer Unique DFT STFT";
  for (const it of never.split(" ")) expect([it, first(it)]).toEqual([it, undefined]);
});

test("the table has a letter for every version and one for RKNN", () => {
  const rows = Object.values(operatorTable);
  expect(rows.length).toBe(196);
  expect(rows.filter((it) => !/^[YN-]{9} [YN-]$/.test(it))).toEqual([]);
});

const boxes = `g (float[1, 100, 4] b, float[1, 1, 100] s) => (int64[n, 3] y) {
  y = NonMaxSuppression (b, s)
}`;

test("NonMaxSuppression: none in 7.1, one in 8.0", () => {
  expect(judge(boxes, "7.1")).toMatchObject({
    supported: "no",
    reason: "TensorRT 7.1 has no NonMaxSuppression; the first version with it is 8.0.",
  });
  expect(judge(boxes, "8.0.1").supported).toBe("yes");
});

test("QLinearConv is imported by no version", () => {
  const model = `g (uint8[1, 3, 8, 8] x, float s, uint8 z, uint8[4, 3, 1, 1] w) => (uint8[1, 4, 8, 8] y) {
  y = QLinearConv (x, s, z, w, s, z, s, z)
}`;
  for (const version of [...tensorrtVersions, "10.3"]) expect(judge(model, version).supported).toBe("no");
});

const resize = (attributes: string) => `<ir_version: 7, opset_import: ["" : 11]>
g (float[1, 4, 8, 8] x, float[0] r, float[4] s) => (float[1, 4, 16, 16] y) {
  y = Resize <${attributes}> (x, r, s)
}`;

test.each([
  ["7.1", 'mode = "linear", coordinate_transformation_mode = "asymmetric"', "yes"],
  ["7.1", 'mode = "linear", coordinate_transformation_mode = "half_pixel"', "no"],
  ["8.0", 'mode = "linear", coordinate_transformation_mode = "half_pixel"', "yes"],
  ["10.1", 'mode = "cubic"', "no"],
  ["8.6", 'mode = "nearest", coordinate_transformation_mode = "tf_crop_and_resize"', "no"],
])("Resize on %s: %s: %s", (version, attributes, expected) => {
  expect(judge(resize(attributes), version).supported).toBe(expected);
});

const quantize = (zero: number) => `g (float[4] x) => (int8[4] y)
<float s = {0.1}, int8 z = {${zero}}>
{
  y = QuantizeLinear (x, s, z)
}`;

test.each([
  ["8.2", quantize(0), "yes"],
  ["8.2", quantize(3), "no"],
  // Conv: weights must be an initializer in the lists of 8.2 and 8.4, and no longer in that of 8.5.
  [
    "8.2",
    "g (float[1, 3, 8, 8] x, float[4, 3, 1, 1] w) => (float[1, 4, 8, 8] y) { v = Relu (w) y = Conv (x, v) }",
    "no",
  ],
  [
    "8.5",
    "g (float[1, 3, 8, 8] x, float[4, 3, 1, 1] w) => (float[1, 4, 8, 8] y) { v = Relu (w) y = Conv (x, v) }",
    "yes",
  ],
  [
    "8.2",
    "g (float[1, 3, 8, 8] x) => (float[1, 3, 4, 4] y, int64[1, 3, 4, 4] i) { y, i = MaxPool <kernel_shape = [2, 2], strides = [2, 2]> (x) }",
    "no",
  ],
  [
    "8.6",
    "g (float[1, 3, 8, 8] x) => (float[1, 3, 6, 6] y) { y = MaxPool <kernel_shape = [2, 2], dilations = [2, 2]> (x) }",
    "yes",
  ],
  [
    "10.0",
    "g (float[1, 3, 8, 8] x) => (float[1, 3, 6, 6] y) { y = MaxPool <kernel_shape = [2, 2], dilations = [2, 2]> (x) }",
    "no",
  ],
  ["8.2", 'g (float[2, 3] x) => (float[3, 2] y) { y = Einsum <equation = "...ij->...ji"> (x) }', "no"],
  ["10.0", 'g (float[2, 3] x) => (float[3, 2] y) { y = Einsum <equation = "...ij->...ji"> (x) }', "yes"],
  ["8.2", 'g (float[2, 3] x) => (float[3, 2] y) { y = Einsum <equation = "ij->ji"> (x) }', "yes"],
  [
    "10.1",
    "g (float[1, 5000] x, int64[1] k) => (float[1, 4000] y, int64[1, 4000] i) <int64[1] k = {4000}> { y, i = TopK (x, k) }",
    "no",
  ],
  [
    "8.6",
    "g (float[1, 5000] x, int64[1] k) => (float[1, 4000] y, int64[1, 4000] i) <int64[1] k = {4000}> { y, i = TopK (x, k) }",
    "yes",
  ],
  ["8.2", "g (float[1, 3, 8] x, float[4, 3, 3] w) => (float[1, 4, 6] y) { y = Conv (x, w) }", "no"],
] as const)("restrictions on %s: %s: %s", (version, model, expected) => {
  expect(judge(model, version).supported).toBe(expected);
});

test("a 1-D convolution with stored weights is only not listed", () => {
  const model = `g (float[1, 3, 8] x) => (float[1, 4, 6] y)
<float[4, 3, 3] w = ["location": "w.bin"]>
{
  y = Conv (x, w)
}`;
  expect(judge(model, "8.2")).toMatchObject({ supported: "limited", isLimit: true });
  expect(judge(model, "8.5").supported).toBe("yes");
});

test("operators of ONNX Runtime's own, and unknown ones", () => {
  const of = (domain: string) => `<ir_version: 8, opset_import: ["" : 17, "${domain}" : 1]>
g (float[4] x) => (float[4] y) {
  y = ${domain}.FastGelu (x)
}`;
  expect(judge(of("com.microsoft"), "8.6").supported).toBe("no");
  expect(judge(of("com.example"), "8.6").supported).toBe("unknown");
});

test("versions compare by their numbers", () => {
  expect(compareVersions("8.10", "8.2")).toBeGreaterThan(0);
  expect(compareVersions("2022.3.1 LTS", "2022.3.1")).toBe(0);
  expect(compareVersions("10", "8.6")).toBeGreaterThan(0);
  expect(["7.0", "7.1.3", "8.0.1.6", "8.3", "8.6.2", "10.3.0"].map(tableColumn)).toEqual([-1, 0, 2, 3, 6, 8]);
  expect([maxOpset("8.2.1"), maxOpset("8.5.2")]).toEqual([13, 17]);
});

test("the version is the user's, else that of the board's last JetPack", () => {
  const version = (device: string, runtimeVersion?: string) => {
    const { target } = subjectOf({
      model: boxes,
      device,
      ...(runtimeVersion !== undefined && { runtimeVersion }),
    });
    return target && tensorrtVersion(target);
  };
  expect(version("jetson-nano")).toEqual({ version: "8.2", jetPack: "4.6.1" });
  expect(version("jetson-xavier-nx")).toEqual({ version: "8.5", jetPack: "5.1.1" });
  expect(version("jetson-orin-nano-4gb")).toEqual({ version: "10.3", jetPack: "6.2" });
  expect(version("jetson-orin-nano-4gb", "8.6")).toEqual({ version: "8.6" });
  expect(version("raspberry-pi-4")).toBeUndefined();
});
