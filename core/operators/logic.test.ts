import { logic } from "./logic.ts";
import { testFamily } from "./contract/test-family.ts";

const a = { type: "bool 2x2", data: [0, 0, 1, 1] };
const b = { type: "bool 2", data: [0, 1] };

testFamily(logic, [
  ["And", "folds and broadcasts", { inputs: [a, b], outputs: ["bool 2×2"], data: [[0, 0, 0, 1]] }],
  ["Or", "folds and broadcasts", { inputs: [a, b], outputs: ["bool 2×2"], data: [[0, 1, 1, 1]] }],
  ["Xor", "folds and broadcasts", { inputs: [a, b], outputs: ["bool 2×2"], data: [[0, 1, 1, 0]] }],
  ["Not", "folds", { inputs: [b], outputs: ["bool 2"], data: [[1, 0]] }],
  ["Not", "not known", { inputs: ["bool N"], outputs: ["bool N"] }],
]);
