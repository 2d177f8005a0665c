import { type Dim, isKnown, multiply, subtract } from "../graph/dim.ts";
import { type Shape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

const domains = [{}, { domain: "com.microsoft" }];

/** x [batch, channels, …image], weight [channels, 1, …kernel], bias, past_state; also with channels last. */
export const causalConvWithState: readonly Operator[] = domains.map((domain) => ({
  type: "CausalConvWithState",
  ...domain,
  doc: "Depthwise convolution over the past only, with its last inputs kept as state.",
  roles: ["data", "weight", "weight", "data"],

  infer(call) {
    const x = call.shape(0);
    return [
      tensor(call.dtype(0), x),
      tensor(call.dtype(3) ?? call.dtype(0), call.shape(3) ?? stateShape(call, x)),
    ];
  },

  multiplyAdds(call, [y]) {
    const output = shapeOf(y);
    const weight = call.shape(1);
    return output && weight ? multiply(volume(output), volume(weight.slice(1))) : undefined;
  },
}));

/** The past inputs that the kernel still reaches: (kernel − 1) × dilation along the last axis. */
function stateShape(call: Call, x: Shape | undefined): Shape | undefined {
  const kernel = call.shape(1)?.at(-1);
  if (!x || x.length < 3 || kernel === undefined) return undefined;
  const reach = multiply(subtract(kernel, 1), Math.max(1, call.int("dilation", 1)));
  const length: Dim = isKnown(reach) ? Math.max(0, reach) : reach;
  const isChannelsLast = call.int("channels_last", 0) === 1;
  const state = isChannelsLast ? [...x.slice(0, 1), length, ...x.slice(2)] : [...x.slice(0, -1), length];
  const window = call.int("state_window", 0);
  return window > 0 ? [window, ...state] : state;
}
