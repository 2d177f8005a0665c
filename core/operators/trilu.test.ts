import { testFamily } from "./contract/test-family.ts";
import { trilu } from "./trilu.ts";

testFamily(trilu, [
  [
    "Trilu",
    "keeps the shape",
    { inputs: ["bool SxS", { type: "int64 scalar", data: [1] }], outputs: ["bool S×S"] },
  ],
]);
