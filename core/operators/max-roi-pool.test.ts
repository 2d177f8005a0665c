import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { maxRoiPool } from "./max-roi-pool.ts";

test("MaxRoiPool: one grid for each region", () => {
  const inputs = ["float32 1x512x14x14", "float32 nx5"];
  checkOperator(maxRoiPool, { inputs, attributes: { pooled_shape: [7, 6] }, outputs: ["float32 n×512×7×6"] });
  checkOperator(maxRoiPool, { inputs, outputs: ["float32 n×512×y0_d2×y0_d3"] });
});
