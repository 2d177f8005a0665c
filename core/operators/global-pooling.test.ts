import { globalPooling } from "./global-pooling.ts";
import { testRows } from "./contract/test-rows.ts";

for (const operator of globalPooling) {
  testRows(operator, {
    image: { inputs: ["float32 1x2048x7x7"], outputs: ["float32 1×2048×1×1"], multiplyAdds: 0 },
    symbolic: { inputs: ["float16 NxCxL"], outputs: ["float16 N×C×1"] },
    unknown: { inputs: ["float32 ?"], outputs: ["float32 unknown shape"] },
  });
}
