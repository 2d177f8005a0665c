import { testAtenFamily } from "./contract/test-aten.ts";
import { atenFourier } from "./aten-fourier.ts";

testAtenFamily(atenFourier, [
  ["fft_rfft", { inputs: ["float32 1x8"], outputs: ["float32 1x5"], memoryAccess: 13 }],
]);
