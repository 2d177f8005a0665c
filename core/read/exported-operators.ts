/**
 * What torch's functions are called in ONNX, where one operator does the same. It must leave a function that has no such
 * operator under its own name, in the domain `aten`.
 */
import { type Attribute, type Node } from "../graph/model.ts";
import { type DataType } from "../graph/data-type.ts";
import { isKnown } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { type ExportedCall } from "./exported-call.ts";

export interface Translation extends Pick<Node, "opType" | "domain" | "inputs"> {
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** The operator that gives the output from what this one gives, where it takes two. */
  readonly then?: string;
}

export interface Types {
  rank(name: string): number | undefined;
  dtype(name: string): DataType | undefined;
  /** Of the call's first output. */
  output(): Shape | undefined;
  /** An inline constant, by its name. */
  constant(values: readonly number[], dtype: DataType, dims?: readonly number[]): string;
}

export function translated(call: ExportedCall, types: Types): Translation {
  // relu_ changes its input, which in an exported program is a new value.
  const name = call.op.replace(/_$/, "");
  const found = Object.hasOwn(translators, name) ? translators[name]?.(call, types) : undefined;
  return found ?? { opType: name, domain: "aten", inputs: call.tensors(), attributes: call.attributes() };
}

type Translator = (call: ExportedCall, types: Types) => Translation | undefined;

const translators: Readonly<Record<string, Translator>> = {
  conv1d: (it) => convolution(it, 1),
  conv2d: (it) => convolution(it, 2),
  conv3d: (it) => convolution(it, 3),
  convolution: (it, types) => {
    const rank = (types.rank(it.tensor("weight")) ?? 0) - 2;
    if (rank < 1) return undefined;
    return it.bool("transposed", false) ? transposedConvolution(it, rank) : convolution(it, rank);
  },
  conv_transpose1d: (it) => transposedConvolution(it, 1),
  conv_transpose2d: (it) => transposedConvolution(it, 2),
  conv_transpose3d: (it) => transposedConvolution(it, 3),
  linear: (it, types) =>
    types.rank(it.tensor("input")) === 2 && types.rank(it.tensor("weight")) === 2
      ? onnx("Gemm", inputs(it, ["input", "weight", "bias"]), { transB: int(1) })
      : undefined,
  batch_norm: (it) =>
    !it.bool("training", false) && it.has("weight") && it.has("bias") && it.has("running_mean")
      ? onnx("BatchNormalization", inputs(it, ["input", "weight", "bias", "running_mean", "running_var"]), {
          epsilon: float(it.float("eps", 1e-5)),
        })
      : undefined,
  layer_norm: (it) =>
    it.has("weight")
      ? onnx("LayerNormalization", inputs(it, ["input", "weight", "bias"]), {
          axis: int(-(it.list("normalized_shape")?.length ?? 1)),
          epsilon: float(it.float("eps", 1e-5)),
        })
      : undefined,
  group_norm: (it) =>
    it.has("weight") && it.has("bias")
      ? onnx("GroupNormalization", inputs(it, ["input", "weight", "bias"]), {
          num_groups: int(it.int("num_groups", 1)),
          epsilon: float(it.float("eps", 1e-5)),
        })
      : undefined,
  relu: unary("Relu"),
  sigmoid: unary("Sigmoid"),
  tanh: unary("Tanh"),
  silu: unary("Swish"),
  mish: unary("Mish"),
  hardswish: unary("HardSwish"),
  hardsigmoid: (it) => onnx("HardSigmoid", [it.tensor("self")], { alpha: float(1 / 6), beta: float(0.5) }),
  gelu: (it) => onnx("Gelu", [it.tensor("self")], { approximate: text(it.string("approximate") ?? "none") }),
  leaky_relu: (it) =>
    onnx("LeakyRelu", [it.tensor("self")], { alpha: float(it.float("negative_slope", 0.01)) }),
  prelu: (it) => onnx("PRelu", inputs(it, ["self", "weight"])),
  softplus: unary("Softplus"),
  softmax: (it) => onnx("Softmax", [it.tensor("self")], { axis: int(it.int("dim", -1)) }),
  log_softmax: (it) => onnx("LogSoftmax", [it.tensor("self")], { axis: int(it.int("dim", -1)) }),
  abs: unary("Abs"),
  neg: unary("Neg"),
  exp: unary("Exp"),
  log: unary("Log"),
  sqrt: unary("Sqrt"),
  sin: unary("Sin"),
  cos: unary("Cos"),
  erf: unary("Erf"),
  floor: unary("Floor"),
  ceil: unary("Ceil"),
  reciprocal: unary("Reciprocal"),
  add: arithmetic("Add"),
  sub: arithmetic("Sub"),
  mul: arithmetic("Mul"),
  div: (it, types) => (it.has("rounding_mode") ? undefined : arithmetic("Div")(it, types)),
  matmul: (it) => onnx("MatMul", inputs(it, ["self", "other"])),
  mm: (it) => onnx("MatMul", inputs(it, ["self", "mat2"])),
  bmm: (it) => onnx("MatMul", inputs(it, ["self", "mat2"])),
  einsum: (it) => {
    const equation = it.string("equation");
    return equation === undefined ? undefined : onnx("Einsum", it.tensors(), { equation: text(equation) });
  },
  cat: (it) => onnx("Concat", it.tensors(), { axis: int(it.int("dim", 0)) }),
  permute: (it) => {
    const perm = it.list("dims");
    return perm && onnx("Transpose", [it.tensor("self")], { perm: ints(nonNegative(perm, perm.length)) });
  },
  view: reshape,
  _unsafe_view: reshape,
  reshape,
  flatten: reshape,
  squeeze: reshape,
  unsqueeze: reshape,
  transpose: (it, types) => {
    const rank = types.rank(it.tensor("self"));
    if (rank === undefined) return undefined;
    const perm = Array.from({ length: rank }, (_, i) => i);
    const [a = 0, b = 0] = nonNegative([it.int("dim0", 0), it.int("dim1", 0)], rank);
    [perm[a], perm[b]] = [b, a];
    return onnx("Transpose", [it.tensor("self")], { perm: ints(perm) });
  },
  t: (it, types) =>
    types.rank(it.tensor("self")) === 2
      ? onnx("Transpose", [it.tensor("self")], { perm: ints([1, 0]) })
      : undefined,
  lift_fresh_copy: unary("Identity"),
  hardtanh: (it, types) => clip(it, types, ["min_val", "max_val"]),
  relu6: (it, types) => clip(it, types, []),
  clamp: (it, types) => clip(it, types, ["min", "max"]),
  eq: arithmetic("Equal"),
  ne: (it, types) => {
    const equal = arithmetic("Equal")(it, types);
    return equal && { ...equal, then: "Not" };
  },
  lt: arithmetic("Less"),
  le: arithmetic("LessOrEqual"),
  gt: arithmetic("Greater"),
  ge: arithmetic("GreaterOrEqual"),
  pow: (it, types) => {
    const exponent = it.isTensor("exponent")
      ? it.tensor("exponent")
      : types.constant([it.float("exponent", 1)], types.dtype(it.tensor("self")) ?? "float32", []);
    return it.isTensor("self") ? onnx("Pow", [it.tensor("self"), exponent]) : undefined;
  },
  dropout: (it) => (it.bool("train", false) ? undefined : onnx("Identity", [it.tensor("input")])),
  embedding: (it) => onnx("Gather", inputs(it, ["weight", "indices"]), { axis: int(0) }),
  max_pool1d: (it) => pooling("MaxPool", it, 1),
  max_pool2d: (it) => pooling("MaxPool", it, 2),
  max_pool3d: (it) => pooling("MaxPool", it, 3),
  avg_pool1d: (it) => pooling("AveragePool", it, 1),
  avg_pool2d: (it) => pooling("AveragePool", it, 2),
  avg_pool3d: (it) => pooling("AveragePool", it, 3),
  adaptive_avg_pool1d: globalPooling,
  adaptive_avg_pool2d: globalPooling,
  adaptive_avg_pool3d: globalPooling,
  where: (it) =>
    it.overload === "self" ? onnx("Where", inputs(it, ["condition", "self", "other"])) : undefined,
  scaled_dot_product_attention: (it) => ({
    opType: "scaled_dot_product_attention",
    domain: "aten",
    inputs: inputs(it, ["query", "key", "value", "attn_mask"]),
    attributes: it.attributes(),
  }),
};

function convolution(it: ExportedCall, rank: number): Translation | undefined {
  const padding = it.string("padding");
  const pads = it.ints("padding", rank, 0);
  return onnx("Conv", inputs(it, ["input", "weight", "bias"]), {
    strides: ints(it.ints("stride", rank, 1)),
    dilations: ints(it.ints("dilation", rank, 1)),
    group: int(it.int("groups", 1)),
    // torch adds an odd last row at the end, as SAME_UPPER does.
    ...(padding === undefined
      ? { pads: ints([...pads, ...pads]) }
      : { auto_pad: text(padding === "same" ? "SAME_UPPER" : "VALID") }),
  });
}

function transposedConvolution(it: ExportedCall, rank: number): Translation {
  const pads = it.ints("padding", rank, 0);
  return onnx("ConvTranspose", inputs(it, ["input", "weight", "bias"]), {
    strides: ints(it.ints("stride", rank, 1)),
    dilations: ints(it.ints("dilation", rank, 1)),
    pads: ints([...pads, ...pads]),
    output_padding: ints(it.ints("output_padding", rank, 0)),
    group: int(it.int("groups", 1)),
  });
}

function pooling(opType: string, it: ExportedCall, rank: number): Translation | undefined {
  const kernel = it.ints("kernel_size", rank, 1);
  // What is left out means "as the kernel".
  const strides = it.list("stride")?.length ? it.ints("stride", rank, 1) : kernel;
  const pads = it.ints("padding", rank, 0);
  const isAverage = opType === "AveragePool";
  if (isAverage && it.has("divisor_override")) return undefined;
  return onnx(opType, [it.tensor("self")], {
    kernel_shape: ints(kernel),
    strides: ints(strides),
    pads: ints([...pads, ...pads]),
    ceil_mode: int(Number(it.bool("ceil_mode", false))),
    ...(isAverage
      ? { count_include_pad: int(Number(it.bool("count_include_pad", true))) }
      : { dilations: ints(it.ints("dilation", rank, 1)) }),
  });
}

function globalPooling(it: ExportedCall): Translation | undefined {
  const isOne = it.list("output_size")?.every((size) => size === 1);
  return isOne ? onnx("GlobalAveragePool", [it.tensor("self")]) : undefined;
}

/** Whatever torch calls it, it is the same elements under other sizes; at most one of them may be a symbol. */
function reshape(it: ExportedCall, types: Types): Translation | undefined {
  const shape = types.output();
  if (!shape || shape.filter((size) => !isKnown(size)).length > 1) {
    return { opType: "view", domain: "aten", inputs: [it.tensor("self")], attributes: new Map() };
  }
  const sizes = shape.map((size) => (isKnown(size) ? size : -1));
  return onnx("Reshape", [it.tensor("self"), types.constant(sizes, "int64")]);
}

function clip(it: ExportedCall, types: Types, names: readonly string[]): Translation | undefined {
  if (names.some((name) => it.isTensor(name))) return undefined;
  const self = it.tensor("self");
  const dtype = types.dtype(self) ?? "float32";
  const bounds =
    names.length === 0 ? [0, 6] : names.map((name) => (it.has(name) ? it.float(name, 0) : undefined));
  const limits = bounds.map((value) => (value === undefined ? "" : types.constant([value], dtype, [])));
  return onnx("Clip", [self, ...limits]);
}

function unary(opType: string): Translator {
  return (it) => onnx(opType, [it.tensor("self")]);
}

/** Of two tensors, or of a tensor and a number. */
function arithmetic(opType: string): Translator {
  return (it, types) => {
    const self = it.tensor("self");
    if (it.float("alpha", 1) !== 1) return undefined;
    const other = it.isTensor("other")
      ? it.tensor("other")
      : types.constant([it.float("other", 0)], types.dtype(self) ?? "float32", []);
    return onnx(opType, [self, other]);
  };
}

function inputs(it: ExportedCall, names: readonly string[]): readonly string[] {
  const found = names.map((name) => it.tensor(name));
  while (found.at(-1) === "") found.pop();
  return found;
}

/** torch counts from the end with negative numbers; `perm` of ONNX must not. */
function nonNegative(dims: readonly number[], rank: number): readonly number[] {
  return dims.map((it) => (it < 0 ? it + rank : it));
}

function onnx(
  opType: string,
  inputNames: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Translation {
  return { opType, domain: "", inputs: inputNames, attributes: new Map(Object.entries(attributes)) };
}

function int(value: number): Attribute {
  return { kind: "int", value };
}

function float(value: number): Attribute {
  return { kind: "float", value };
}

function text(value: string): Attribute {
  return { kind: "string", value };
}

function ints(value: readonly number[]): Attribute {
  return { kind: "ints", value };
}
