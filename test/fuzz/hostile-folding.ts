// Constants with absurd values, for what is computed before a model runs: shapes, sizes and folded values.
import { type HostileCase } from "./hostile-case.ts";
import {
  field,
  float32s,
  floatList,
  intAttribute,
  intsAttribute,
  list,
  model,
  node,
  scalar,
  tensor,
  tensorAttribute,
  textAttribute,
  value,
} from "./wire.ts";

const x = value(11, "x", [1, 4, 8, 8]);
const y = value(12, "y");
const absurd = [2n ** 62n, 2n ** 63n - 1n, -(2n ** 63n), -1n, 0n, 1n << 40n, 1n << 31n];

/** Operators that take sizes or places, each with how it takes them. */
const bySettings: readonly (readonly [opType: string, make: (name: string) => readonly string[]])[] = [
  ["Reshape", (it) => ["x", it]],
  ["Expand", (it) => ["x", it]],
  ["Tile", (it) => ["x", it]],
  ["Pad", (it) => ["x", it]],
  ["Slice", (it) => ["x", it, it]],
  ["Slice", (it) => ["x", it, it, "", it]],
  ["Slice", (it) => ["x", "zero", it, "zero", it]],
  ["ConstantOfShape", (it) => [it]],
  ["Squeeze", (it) => ["x", it]],
  ["Unsqueeze", (it) => ["x", it]],
  ["Resize", (it) => ["x", "", "", it]],
  ["Upsample", (it) => ["x", it]],
  ["CenterCropPad", (it) => ["x", it]],
  ["Split", (it) => ["x", it]],
  ["TopK", (it) => ["x", it]],
  ["OneHot", (it) => [it, it, it]],
  ["Gather", (it) => ["x", it]],
  ["Gather", (it) => [it, it]],
  ["GatherND", (it) => ["x", it]],
  ["ReduceSum", (it) => ["x", it]],
  ["Trilu", (it) => ["x", it]],
  ["CumSum", (it) => [it, it]],
  ["EyeLike", (it) => [it]],
  ["Col2Im", (it) => ["x", it, it]],
  ["MaxUnpool", (it) => ["x", "x", it]],
  ["NonMaxSuppression", (it) => ["x", "x", it]],
  ["DFT", (it) => ["x", it, it]],
  ["STFT", (it) => ["x", it, "x", it]],
  ["AffineGrid", (it) => ["x", it]],
  ["Pow", (it) => [it, it]],
  ["Div", (it) => [it, "zero"]],
  ["Mod", (it) => [it, "zero"]],
  ["Mul", (it) => [it, it]],
  ["BitShift", (it) => [it, it]],
  ["ScatterND", (it) => [it, it, it]],
  ["ScatterElements", (it) => [it, it, it]],
];

const stored = [scalar("s", 2n ** 62n), list("zero", 0), floatList("f", NaN, Infinity, -Infinity, 1e38)];

function settingCase([opType, inputs]: (typeof bySettings)[number], values: readonly bigint[]): Buffer {
  const dims = [list("v", ...values), ...stored];
  const used = node(opType, { in: inputs("v"), out: ["t"] });
  // What comes out is used as a shape again, and as data.
  const again = node("Expand", { in: ["x", "t"], out: ["u"] });
  return model([...dims, used, again, node("Reshape", { in: ["t", "t"], out: ["y"] }), x, y]);
}

const chainOfShapes = (count: number, step: (from: string, to: string) => readonly Buffer[]) =>
  model([
    ...Array.from({ length: count }, (_, i) => step(i === 0 ? "x" : `t${i - 1}`, `t${i}`)).flat(),
    value(11, "x", ["batch", "seq", 64]),
    value(12, `t${count - 1}`),
  ]);

const range = (start: bigint, limit: bigint, delta: bigint) =>
  model([
    scalar("a", start),
    scalar("b", limit),
    scalar("c", delta),
    node("Range", { in: ["a", "b", "c"], out: ["y"] }),
    y,
  ]);

const einsum = (equation: string, count = 2) =>
  model([
    x,
    node(
      "Einsum",
      { in: new Array<string>(count).fill("x"), out: ["y"] },
      textAttribute("equation", equation),
    ),
    y,
  ]);

export const foldingCases: readonly HostileCase[] = [
  ...bySettings.flatMap((it, i) => [
    ...absurd.map((number) => ({
      name: `${it[0]} (${i}) by ${number}`,
      make: () => settingCase(it, [number, number, number, number]),
    })),
    { name: `${it[0]} (${i}) by nothing`, make: () => settingCase(it, []) },
    { name: `${it[0]} (${i}) by 1000 values`, make: () => settingCase(it, new Array<bigint>(1000).fill(2n)) },
  ]),
  ...["Resize", "Upsample"].flatMap((opType) =>
    [NaN, Infinity, -1, 0, 1e38, 1e-38].map((scale) => ({
      name: `${opType} by a scale of ${scale}`,
      make: () =>
        model([
          x,
          floatList("f", scale, scale, scale, scale),
          node(opType, { in: opType === "Resize" ? ["x", "", "f"] : ["x", "f"], out: ["y"] }),
          y,
        ]),
    })),
  ),
  ...["Range", "Pow", "Expand", "Reshape", "Pad", "Tile", "ConstantOfShape", "Cast"].map((opType) => ({
    name: `${opType} by floats that are no numbers`,
    make: () =>
      model([
        x,
        ...stored,
        node(opType, { in: ["f", "f", "f"], out: ["t"] }),
        node("Reshape", { in: ["x", "t"], out: ["y"] }),
        y,
      ]),
  })),
  { name: "Range up to 2^62", make: () => range(0n, 2n ** 62n, 1n) },
  { name: "Range by 0", make: () => range(0n, 10n, 0n) },
  { name: "Range backward for ever", make: () => range(0n, -(2n ** 63n), 1n) },
  { name: "Range of 2^63 by -2^63", make: () => range(2n ** 63n - 1n, -(2n ** 63n), -(2n ** 63n)) },
  {
    name: "ConstantOfShape that feeds itself",
    make: () =>
      chainOfShapes(64, (from, to) => [
        node("Shape", { in: [from], out: [`s${to}`] }),
        node("Concat", { in: [`s${to}`, `s${to}`], out: [`d${to}`] }, intAttribute("axis", 0)),
        node("ConstantOfShape", { in: [`d${to}`], out: [to] }),
      ]),
  },
  {
    name: "Tile that doubles 64 times",
    make: () =>
      model([
        list("two", 2),
        list("t0", 1, 2),
        ...Array.from({ length: 64 }, (_, i) => node("Tile", { in: [`t${i}`, "two"], out: [`t${i + 1}`] })),
        value(12, "t64"),
      ]),
  },
  {
    name: "Concat that doubles 64 times",
    make: () =>
      model([
        list("t0", 1, 2),
        ...Array.from({ length: 64 }, (_, i) =>
          node("Concat", { in: [`t${i}`, `t${i}`], out: [`t${i + 1}`] }, intAttribute("axis", 0)),
        ),
        value(12, "t64"),
      ]),
  },
  {
    name: "Mul that squares 64 times",
    make: () =>
      model([
        list("t0", 3, 4),
        ...Array.from({ length: 64 }, (_, i) => node("Mul", { in: [`t${i}`, `t${i}`], out: [`t${i + 1}`] })),
        node("ConstantOfShape", { in: ["t64"], out: ["y"] }),
        y,
      ]),
  },
  {
    name: "a symbolic size that squares 200 times",
    make: () =>
      chainOfShapes(200, (from, to) => [
        node("Shape", { in: [from], out: [`s${to}`] }),
        node("Mul", { in: [`s${to}`, `s${to}`], out: [`m${to}`] }),
        node("Reshape", { in: [from, `m${to}`], out: [to] }),
      ]),
  },
  {
    name: "a symbolic size that grows 300 times",
    make: () =>
      chainOfShapes(300, (from, to) => [
        node("Concat", { in: [from, from], out: [`c${to}`] }, intAttribute("axis", 0)),
        node("Shape", { in: [`c${to}`], out: [`s${to}`] }),
        node("Reshape", { in: [`c${to}`, `s${to}`], out: [to] }),
      ]),
  },
  {
    name: "floor and max of symbols inside each other 300 times",
    make: () =>
      chainOfShapes(300, (from, to) => [
        node(
          "AveragePool",
          { in: [from], out: [to] },
          intsAttribute("kernel_shape", [3]),
          intsAttribute("strides", [2]),
          intAttribute("ceil_mode", 1),
          intsAttribute("pads", [1, 2]),
        ),
      ]),
  },
  {
    name: "Slices of symbols inside each other 300 times",
    make: () =>
      chainOfShapes(300, (from, to) => [
        node("Shape", { in: [from], out: [`s${to}`] }),
        node("Slice", { in: [from, `s${to}`, `s${to}`], out: [`u${to}`] }),
        node("Concat", { in: [from, `u${to}`], out: [to] }, intAttribute("axis", 1)),
      ]),
  },
  {
    name: "a polynomial in 24 symbols",
    make: () => {
      const sizes = Array.from({ length: 24 }, (_, i) => `s${i}`);
      const sums = Array.from({ length: 100 }, (_, i) => [
        node("Add", { in: [`v${i}`, "r"], out: [`a${i}`] }),
        node("Mul", { in: [`a${i}`, `a${i}`], out: [`v${i + 1}`] }),
      ]);
      return model([
        value(11, "x", sizes),
        node("Shape", { in: ["x"], out: ["v0"] }),
        node("ReduceSum", { in: ["v0"], out: ["r"] }),
        ...sums.flat(),
        node("Expand", { in: ["x", "v100"], out: ["y"] }),
        y,
      ]);
    },
  },
  {
    name: "dim_param expressions that are bombs",
    make: () => {
      const texts = [
        "(".repeat(5000),
        `${"a*".repeat(2000)}a`,
        "((a+b)**9)**9",
        `${"(a+b+c+d+e)*".repeat(40)}1`,
        "-".repeat(10_000),
        "floor(".repeat(300),
        "1/0",
        "0/0",
        "9".repeat(400),
        "a//0",
        "__proto__",
      ];
      return model([
        node("Relu", { in: ["x"], out: ["y"] }),
        value(11, "x", texts),
        y,
        ...texts.map((it, i) => value(11, `i${i}`, [it, 4])),
      ]);
    },
  },
  {
    name: "10^4 different dim_param expressions",
    isSlow: true,
    make: () =>
      model([
        node("Relu", { in: ["x"], out: ["y"] }),
        value(11, "x", [4]),
        y,
        ...Array.from({ length: 10_000 }, (_, i) =>
          value(11, `i${i}`, [`(a${i}+b)*(c+d+e)*floor((f${i}+1)/2)`, 4]),
        ),
      ]),
  },
  {
    name: "Einsum of 10^5 characters",
    make: () => einsum(`${"a".repeat(50_000)},${"b".repeat(50_000)}->ab`),
  },
  { name: "Einsum of 10^5 commas", make: () => einsum(",".repeat(100_000)) },
  { name: "Einsum of 10^5 arrows", make: () => einsum("->".repeat(50_000)) },
  { name: "Einsum of 10^5 dots", make: () => einsum("...".repeat(33_000)) },
  { name: "Einsum of nonsense", make: () => einsum("\u0000\ud83d\ude00 é__proto__,->...->") },
  { name: "Einsum that repeats one letter", make: () => einsum("aaaa,aaaa->aaaa") },
  { name: "Einsum of 1000 operands", make: () => einsum(`${"abcd,".repeat(999)}abcd->abcd`, 1000) },
  ...["Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool", "DeformConv", "ConvInteger"].flatMap(
    (opType) =>
      absurd.map((it) => ({
        name: `${opType} with strides, pads and kernels of ${it}`,
        make: () =>
          model([
            x,
            field(5, tensor("w", 1, [4, 4, 3, 3], field(9, Buffer.alloc(576)))),
            node(
              opType,
              { in: ["x", "w"], out: ["y"] },
              ...["strides", "pads", "kernel_shape", "dilations", "output_padding", "output_shape"].map(
                (name) => intsAttribute(name, [it, it]),
              ),
              intAttribute("group", it),
            ),
            y,
          ]),
      })),
  ),
  ...[
    "LSTM",
    "GRU",
    "RNN",
    "Attention",
    "GroupQueryAttention",
    "MatMulNBits",
    "Gemm",
    "SpaceToDepth",
    "DepthToSpace",
    "LayerNormalization",
    "Flatten",
    "Softmax",
    "Split",
    "TopK",
  ].flatMap((opType) =>
    absurd.map((it) => ({
      name: `${opType} with whole numbers of ${it}`,
      make: () =>
        model([
          x,
          node(
            opType,
            { in: ["x", "x", "x", "x", "x"], out: ["y", "y2", "y3"] },
            ...[
              "hidden_size",
              "num_heads",
              "q_num_heads",
              "kv_num_heads",
              "K",
              "N",
              "bits",
              "block_size",
              "blocksize",
              "axis",
              "num_outputs",
              "k",
              "head_size",
            ].map((name) => intAttribute(name, it)),
          ),
          y,
        ]),
    })),
  ),
  {
    name: "a Constant of 10^6 values",
    make: () =>
      model([
        node("Constant", { out: ["c"] }, intsAttribute("value_ints", new Array<number>(1_000_000).fill(1))),
        node("Reshape", { in: ["x", "c"], out: ["y"] }),
        x,
        y,
      ]),
    isLarge: true,
  },
  {
    name: "a Constant whose tensor lies",
    make: () =>
      model([
        node(
          "Constant",
          { out: ["c"] },
          tensorAttribute("value", tensor("", 7, [2n ** 40n], field(9, float32s(1)))),
        ),
        node("Reshape", { in: ["x", "c"], out: ["y"] }),
        x,
        y,
      ]),
    says: /4 bytes/,
  },
  {
    name: "weights added to themselves 64 times",
    make: () =>
      model([
        floatList("t0", 1, 2, 3),
        x,
        ...Array.from({ length: 64 }, (_, i) => node("Add", { in: [`t${i}`, `t${i}`], out: [`t${i + 1}`] })),
        node("Add", { in: ["x", "t64"], out: ["y"] }),
        y,
      ]),
  },
  {
    name: "2*10^4 weights added up",
    make: () =>
      model([
        x,
        ...Array.from({ length: 20_000 }, (_, i) => floatList(`w${i}`, 1, 2)),
        ...Array.from({ length: 20_000 }, (_, i) =>
          node("Add", { in: [i === 0 ? "w0" : `t${i - 1}`, `w${i}`], out: [`t${i}`] }),
        ),
        node("Add", { in: ["x", "t19999"], out: ["y"] }),
        y,
      ]),
    isLarge: true,
  },
  {
    name: "10^4 foldings of 4096 values",
    make: () =>
      model([
        list("n", 4096),
        node("ConstantOfShape", { in: ["n"], out: ["t0"] }),
        ...Array.from({ length: 10_000 }, (_, i) =>
          node("Add", { in: [`t${i}`, `t${i}`], out: [`t${i + 1}`] }),
        ),
        value(12, "t10000"),
      ]),
    isLarge: true,
  },
];
