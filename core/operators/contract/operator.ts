import { type Dim } from "../../graph/dim.ts";
import { type Constant } from "../../graph/model.ts";
import { type ValueType } from "../../graph/value-type.ts";
import { type Call } from "./call.ts";

/**
 * What an input is to its operator:
 * - `data`: what flows through (the default). A constant here is a parameter when it is a named float tensor;
 * - `weight`: learnable, as the operator defines it (Conv W and B). A constant here is a parameter;
 * - `buffer`: stored with the model but not learned (running mean, scales, zero points);
 * - `setting`: says what to do (axes, sizes, pads); not part of the memory traffic.
 */
export type Role = "data" | "weight" | "buffer" | "setting";

export type OutputTypes = readonly (ValueType | undefined)[];

/** One operator of the table. Families share functions, not a base class. */
export interface Operator {
  /** Name in its domain, as ONNX spells it. */
  readonly type: string;
  /** Left out: ai.onnx. */
  readonly domain?: string;
  /** One line for the hover card. */
  readonly doc: string;
  /** Roles of the inputs by position; positions not listed are `data`. */
  readonly roles?: readonly Role[];
  /** True for operators whose output shares the storage of input 0: they move nothing. */
  readonly isView?: boolean;
  /** True when equal inputs give other outputs each time: never computed before the first inference. */
  readonly isRandom?: boolean;
  /** How the numbers are counted, when the convention needs a sentence. */
  readonly howCounted?: string;

  /**
   * Types of the outputs, as much as can be known; undefined when the inputs cannot be right. Never throws.
   * An output whose rank is known but not its sizes gets `call.fresh(output, axis)` for them.
   */
  infer(call: Call): OutputTypes | undefined;
  /** Values of the outputs, row-major, when they follow from known input values. Asked only for small outputs. */
  fold?(call: Call, outputs: OutputTypes): readonly (readonly Dim[] | undefined)[] | undefined;
  /** The stored tensor that this node is (Constant). */
  constant?(call: Call): Constant | undefined;
  /** Multiply-adds; undefined when not known. Left out: 0 by convention (torchvision's `_ops`). */
  multiplyAdds?(call: Call, outputs: OutputTypes): Dim | undefined;
  /** Left out: each input read once, each output written once. */
  moves?(call: Call, outputs: OutputTypes): Moves | undefined;
  /** Learnable values in the weights, where their stored size does not say it (packed 4-bit weights). */
  parameters?(call: Call): number | undefined;
}

/** Elements moved, by input and output position; a position left out moves once. */
export interface Moves {
  readonly reads?: readonly (Dim | undefined)[];
  readonly writes?: readonly (Dim | undefined)[];
}

export function roleOf(operator: Operator | undefined, input: number): Role {
  return operator?.roles?.[input] ?? "data";
}
