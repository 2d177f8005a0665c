import { dataTypeFromCode } from "../graph/data-type.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";

/** x […, normalized…], scale, bias → y, mean and inverse deviation; the axes from `axis` on are normalized. */
export const layerNormalization: Operator = {
  type: "LayerNormalization",
  doc: "Normalizes over the last axes of each sample, then scales and shifts.",
  roles: ["data", "weight", "weight"],

  infer(call) {
    const statistic = tensor(dataTypeFromCode(call.int("stash_type", 1)), statisticShape(call));
    return [tensor(call.dtype(0), call.shape(0)), statistic, statistic].slice(
      0,
      Math.max(1, call.outputCount),
    );
  },
};

function statisticShape(call: Call): Shape | undefined {
  const x = call.shape(0);
  const first = x && axisIn(call, call.int("axis", -1), x.length);
  return first === undefined ? undefined : x?.map((size, axis) => (axis < first ? size : 1));
}
