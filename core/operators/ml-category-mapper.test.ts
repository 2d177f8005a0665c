import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { mlCategoryMapper } from "./ml-category-mapper.ts";

test("CategoryMapper: names to numbers and back", () => {
  checkOperator(mlCategoryMapper, { inputs: ["string nx2"], outputs: ["int64 n×2"] });
  checkOperator(mlCategoryMapper, { inputs: ["int64 nx2"], outputs: ["string n×2"] });
});
