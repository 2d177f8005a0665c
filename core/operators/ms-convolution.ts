import { type Shape } from "../graph/shape.ts";
import { type DataType } from "../graph/data-type.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type Role } from "./contract/operator.ts";
import { windowOutput } from "./contract/window.ts";
import { convMultiplyAdds, convShape, kernelSize } from "./conv.ts";
import { qlinearConvRoles } from "./qlinear-conv.ts";

interface Row {
  readonly type: string;
  readonly doc: string;
  readonly roles: readonly Role[];
  /** Position of the weight [M, C / group, …kernel], whatever the layout of the image. */
  readonly weight: number;
  readonly isChannelsLast: (call: Call) => boolean;
  readonly dtype: (call: Call) => DataType | undefined;
}

const float = {
  roles: ["data", "weight", "weight", "data"] as const,
  weight: 1,
  dtype: (call: Call) => call.dtype(0),
};

const rows: readonly Row[] = [
  {
    // x, w, b, z: z is added before the activation.
    type: "FusedConv",
    doc: "Convolution with a fused addition and activation.",
    isChannelsLast: () => false,
    ...float,
  },
  {
    type: "NhwcConv",
    doc: "Convolution of an image whose channels lie innermost.",
    isChannelsLast: () => true,
    ...float,
  },
  {
    type: "NhwcFusedConv",
    doc: "Convolution with fused addition and activation, channels innermost.",
    isChannelsLast: () => true,
    ...float,
  },
  {
    type: "QLinearConv",
    doc: "Convolution of quantized values, in either layout.",
    isChannelsLast: (call) => call.int("channels_last", 0) !== 0,
    roles: qlinearConvRoles,
    weight: 3,
    dtype: (call) => call.dtype(7) ?? call.dtype(0),
  },
];

/** Convolutions of ONNX Runtime. */
export const msConvolution: readonly Operator[] = rows.map(
  ({ type, doc, roles, weight, isChannelsLast, dtype }) => ({
    type,
    domain: "com.microsoft",
    doc,
    roles,
    infer(call) {
      const shape = isChannelsLast(call) ? channelsLastShape(call, weight) : convShape(call, 0, weight);
      return [tensor(dtype(call), shape)];
    },
    multiplyAdds: (call, outputs) => convMultiplyAdds(call, weight, outputs),
  }),
);

/** x [N, …image, C] → [N, …image, M]. */
function channelsLastShape(call: Call, weight: number): Shape | undefined {
  const x = call.shape(0);
  const w = call.shape(weight);
  const kernel = kernelSize(call, w);
  if (!x || x.length < 2) return undefined;
  if (kernel && kernel.length !== x.length - 2) {
    call.report(`image of rank ${x.length} does not fit a kernel of ${kernel.length} axes`);
    return undefined;
  }
  const image = x.slice(1, -1);
  const spatial = kernel ? windowOutput(call, image, kernel, 1) : image.map((_, i) => call.fresh(0, i + 1));
  return [...x.slice(0, 1), ...spatial, w?.[0] ?? call.fresh(0, x.length - 1)];
}
