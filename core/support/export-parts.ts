/** What exporters write in place of an operator that the opset asked for does not have yet. */
export interface ExportParts {
  /** The first opset of ai.onnx with the operator. */
  readonly since: number;
  readonly parts: readonly string[];
}

/** Sources: the ONNX operator changelog; the function bodies that ONNX itself gives for these operators; torch.onnx. */
const table: Readonly<Record<string, ExportParts>> = {
  Attention: { since: 23, parts: ["MatMul", "Mul", "Softmax", "Transpose"] },
  Celu: { since: 12, parts: ["Elu", "Mul", "Div"] },
  Einsum: { since: 12, parts: ["MatMul", "Transpose", "Reshape"] },
  Gelu: { since: 20, parts: ["Div", "Erf", "Add", "Mul"] },
  GreaterOrEqual: { since: 12, parts: ["Greater", "Equal", "Or"] },
  GroupNormalization: { since: 18, parts: ["Reshape", "InstanceNormalization", "Mul", "Add"] },
  HardSwish: { since: 14, parts: ["HardSigmoid", "Mul"] },
  LayerNormalization: { since: 17, parts: ["ReduceMean", "Sub", "Pow", "Add", "Sqrt", "Div", "Mul"] },
  LessOrEqual: { since: 12, parts: ["Less", "Equal", "Or"] },
  LogSoftmax: { since: 1, parts: ["Softmax", "Log"] },
  Mish: { since: 18, parts: ["Softplus", "Tanh", "Mul"] },
  Neg: { since: 1, parts: ["Mul"] },
  Reciprocal: { since: 1, parts: ["Div"] },
  RMSNormalization: { since: 23, parts: ["Pow", "ReduceMean", "Add", "Sqrt", "Div", "Mul"] },
  Swish: { since: 24, parts: ["Sigmoid", "Mul"] },
  Sum: { since: 1, parts: ["Add"] },
};

/** Operators that PyTorch has and ONNX has not, as torch.onnx exports them. Others are not judged. */
const ofTorch: Readonly<Record<string, readonly string[]>> = {
  adaptive_avg_pool2d: ["AveragePool"],
  adaptive_max_pool2d: ["MaxPool"],
  addmm: ["Gemm"],
  baddbmm: ["MatMul", "Mul", "Add"],
  clone: [],
  contiguous: [],
  cumsum: ["CumSum"],
  grid_sampler: ["GridSample"],
  layer_norm: ["LayerNormalization"],
  linear: ["MatMul", "Add"],
  nonzero: ["NonZero"],
  scaled_dot_product_attention: ["MatMul", "Mul", "Softmax", "Transpose"],
};

export function exportParts(type: string): ExportParts | undefined {
  return Object.hasOwn(table, type) ? table[type] : undefined;
}

/** Undefined: nobody has written down what it becomes. */
export function exportOfTorch(type: string): readonly string[] | undefined {
  return Object.hasOwn(ofTorch, type) ? ofTorch[type] : undefined;
}
