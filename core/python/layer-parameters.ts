import { type Argument, type LayerCall, type Literal } from "./syntax.ts";

/**
 * Parameters of a torch.nn layer from the literals of its constructor call: what can be said of source that is not run.
 * Undefined when an argument that matters is no literal, and for classes that are not here. Names, order and defaults
 * of arguments are those of torch 2.6.
 */
export function layerParameters({ callee, arguments: given }: LayerCall): number | undefined {
  const layer = layers[callee.replace(/^torch\.nn\.(?:modules\.\w+\.)?/, "")];
  if (!layer || !callee.startsWith("torch.nn.")) return undefined;
  const names = layer.signature.map((it) => it.replace(/=.*/, ""));
  if (given.some((it, i) => (it.name === undefined ? i >= names.length : !names.includes(it.name))))
    return undefined;
  const values = new Map<string, Literal | undefined>();
  for (const it of layer.signature) {
    const [, name = "", written] = /^(\w+)(?:=(.*))?$/.exec(it) ?? [];
    if (written !== undefined) values.set(name, JSON.parse(written) as Literal);
  }
  given.forEach((it: Argument, i) => values.set(it.name ?? names[i] ?? "", it.value));
  const count = layer.count({
    size: (name) => sizeOf(values.get(name)),
    sizes: (name, rank) => sizesOf(values.get(name), rank),
    flag: (name) => flagOf(values.get(name)),
    isNone: (name) => (values.get(name) === undefined ? undefined : values.get(name) === null),
  });
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** Names of a torch.nn class's arguments in order, of the classes that are here. */
export function layerArguments(callee: string): readonly string[] | undefined {
  const signature = layers[callee.replace(/^torch\.nn\.(?:modules\.\w+\.)?/, "")]?.signature;
  return callee.startsWith("torch.nn.") ? signature?.map((it) => it.replace(/=.*/, "")) : undefined;
}

/** Arguments by name; NaN when one is not known, so that what is computed with it is not known either. */
interface Arguments {
  size(name: string): number;
  sizes(name: string, rank: number): number;
  /** 1 or 0. */
  flag(name: string): number;
  isNone(name: string): boolean | undefined;
}

interface Layer {
  /** `name`, or `name=default` with the default as JSON. */
  readonly signature: readonly string[];
  count(args: Arguments): number;
}

function sizeOf(value: Literal | undefined): number {
  return typeof value === "number" && Number.isInteger(value) ? value : NaN;
}

/** Product of the sizes of a kernel: one number for all axes, or one for each. */
function sizesOf(value: Literal | undefined, rank: number): number {
  if (Array.isArray(value)) {
    const sizes = value as readonly Literal[];
    return sizes.length === rank || rank === 0 ? sizes.reduce<number>((all, it) => all * sizeOf(it), 1) : NaN;
  }
  return sizeOf(value) ** (rank === 0 ? 1 : rank);
}

function flagOf(value: Literal | undefined): number {
  return typeof value === "boolean" ? Number(value) : NaN;
}

const convolution = (rank: number): Layer => ({
  signature: [
    ...["in_channels", "out_channels", "kernel_size", "stride=1", "padding=0", "dilation=1", "groups=1"],
    ...["bias=true", 'padding_mode="zeros"', "device=null", "dtype=null"],
  ],
  count: ({ size, sizes, flag }) =>
    (size("in_channels") / size("groups")) * size("out_channels") * sizes("kernel_size", rank) +
    flag("bias") * size("out_channels"),
});

const transposed = (rank: number): Layer => ({
  ...convolution(rank),
  signature: [
    ...[
      "in_channels",
      "out_channels",
      "kernel_size",
      "stride=1",
      "padding=0",
      "output_padding=0",
      "groups=1",
    ],
    ...["bias=true", "dilation=1", 'padding_mode="zeros"', "device=null", "dtype=null"],
  ],
});

const batchNorm: Layer = {
  signature: ["num_features", "eps=1e-05", "momentum=0.1", "affine=true", "track_running_stats=true"],
  count: ({ size, flag }) => 2 * size("num_features") * flag("affine"),
};

const instanceNorm: Layer = {
  ...batchNorm,
  signature: ["num_features", "eps=1e-05", "momentum=0.1", "affine=false", "track_running_stats=false"],
};

/** Gates × hidden × (input + hidden), and two biases, for each layer and direction. */
const recurrent = (gates: number): Layer => ({
  signature: [
    ...["input_size", "hidden_size", "num_layers=1", "bias=true", "batch_first=false", "dropout=0"],
    ...["bidirectional=false", "proj_size=0"],
  ],
  count({ size, flag }) {
    const hidden = size("hidden_size");
    const projected = size("proj_size");
    const output = projected > 0 ? projected : hidden;
    const directions = 1 + flag("bidirectional");
    const cell = (input: number) => gates * hidden * (input + output + 2 * flag("bias")) + projected * hidden;
    return directions * (cell(size("input_size")) + (size("num_layers") - 1) * cell(directions * output));
  },
});

const embedding: Layer = {
  signature: ["num_embeddings", "embedding_dim"],
  count: ({ size }) => size("num_embeddings") * size("embedding_dim"),
};

const layers: Readonly<Record<string, Layer | undefined>> = {
  Conv1d: convolution(1),
  Conv2d: convolution(2),
  Conv3d: convolution(3),
  ConvTranspose1d: transposed(1),
  ConvTranspose2d: transposed(2),
  ConvTranspose3d: transposed(3),
  Linear: {
    signature: ["in_features", "out_features", "bias=true", "device=null", "dtype=null"],
    count: ({ size, flag }) => (size("in_features") + flag("bias")) * size("out_features"),
  },
  Bilinear: {
    signature: ["in1_features", "in2_features", "out_features", "bias=true"],
    count: ({ size, flag }) =>
      (size("in1_features") * size("in2_features") + flag("bias")) * size("out_features"),
  },
  Embedding: { ...embedding, signature: [...embedding.signature, "padding_idx=null"] },
  EmbeddingBag: embedding,
  BatchNorm1d: batchNorm,
  BatchNorm2d: batchNorm,
  BatchNorm3d: batchNorm,
  InstanceNorm1d: instanceNorm,
  InstanceNorm2d: instanceNorm,
  InstanceNorm3d: instanceNorm,
  GroupNorm: {
    signature: ["num_groups", "num_channels", "eps=1e-05", "affine=true"],
    count: ({ size, flag }) => 2 * size("num_channels") * flag("affine"),
  },
  LayerNorm: {
    signature: ["normalized_shape", "eps=1e-05", "elementwise_affine=true", "bias=true"],
    count: ({ sizes, flag }) =>
      sizes("normalized_shape", 0) * flag("elementwise_affine") * (1 + flag("bias")),
  },
  RMSNorm: {
    signature: ["normalized_shape", "eps=null", "elementwise_affine=true"],
    count: ({ sizes, flag }) => sizes("normalized_shape", 0) * flag("elementwise_affine"),
  },
  PReLU: {
    signature: ["num_parameters=1", "init=0.25"],
    count: ({ size }) => size("num_parameters"),
  },
  LSTM: recurrent(4),
  GRU: { ...recurrent(3), signature: [...recurrent(3).signature.slice(0, 7), "proj_size=0"] },
  MultiheadAttention: {
    signature: [
      ...["embed_dim", "num_heads", "dropout=0.0", "bias=true", "add_bias_kv=false", "add_zero_attn=false"],
      ...["kdim=null", "vdim=null", "batch_first=false"],
    ],
    count({ size, flag, isNone }) {
      const width = size("embed_dim");
      const inputs = (name: string) => (isNone(name) ? width : size(name));
      const projections = width * (2 * width + inputs("kdim") + inputs("vdim"));
      return projections + 4 * width * flag("bias") + 2 * width * flag("add_bias_kv");
    },
  },
};
