import { cited, derived, unverified } from "./source.ts";

/** What several devices cite, so that it is worded once. */

export const ultralyticsTable = cited("Ultralytics guide to NVIDIA Jetson, comparison table");
export const ultralyticsDla = cited("Ultralytics guide to NVIDIA Jetson, DLA table");
export const jetsonComparisons = cited("comparisons of Jetson modules by Seeed and by Forecr");
export const jetsonHardwarePage = cited(
  "AI performance row of NVIDIA's embedded hardware page, as quoted in a public text",
);

/** Jetsons with tensor cores: dense rates of the GPU. */
export const tensorCoreRate = unverified(
  "tensor cores × FMA per core and cycle × 2 × clock; the rate per core is not confirmed, but it gives the " +
    "171 sparse TOPS that NVIDIA states for the GPU of AGX Orin",
);
/** Rates with 2:4 sparsity. */
export const dlaRate = unverified(
  "half of NVIDIA's 105 sparse TOPS for the two DLAs of AGX Orin at 1.6 GHz, scaled by cores and clock",
);
export const jetsonPower = unverified("public comparisons of the modules; NVIDIA's data sheet was not read");

const perCycle = "WikiChip, FLOPS by microarchitecture";

/** Peaks of CPUs: cores × clock × operations per core and cycle. */
export const cortexA57Peak = derived(
  `cores × clock × 8 operations (one 128-bit FMA) per core and cycle; ${perCycle}`,
);
export const cortexA76Peak = derived(
  `A76 cores × clock × 16 operations (two 128-bit FMA) per core and cycle; ${perCycle}`,
);
export const cortexA78Peak = derived(
  `cores × clock × 16 operations (two 128-bit FMA) per core and cycle, as the A78; ${perCycle}`,
);
export const armHalfPeak = unverified(
  "twice the FP32 rate; that the core has FP16 arithmetic is not confirmed",
);
export const armDotPeak = unverified("four times the FP32 rate, by SDOT; not confirmed");

export const jetPack4Ended = cited(
  "NVIDIA: Jetson Linux R32.7.6 with JetPack 4.6.6 is the final release of JetPack 4, as quoted in a public text; " +
    "newer versions do not run on this board (Ultralytics guide to NVIDIA Jetson)",
);
export const jetPack5Ended = cited(
  "JetPack 4 and 5 run on Xavier boards, 6 and later do not (Ultralytics guide to NVIDIA Jetson)",
);
export const dlaEnded = cited(
  "TensorRT documentation: 10.7 was the last release that supports DLA on Jetson",
);
export const pycoralEnded = cited(
  'aallan/benchmarking-ml-on-the-edge README: pycoral is "no longer properly supported"; ' +
    "its models run through the Edge TPU delegate of TFLite",
);

/** How Edge TPU boards cache and stream weights. */
export const edgeTpuSram = cited(
  'Coral staff in google-coral/edgetpu issue 663: a model of more than 8 MB exceeds "the EdgeTPU SRAM"',
);
export const edgeTpuCache = derived(
  "used plus remaining cache in compiler logs (google-coral/edgetpu issues 60, 324, 463, 671): 6.9 to 8.2 MiB; " +
    "the low end is taken, and a model with large activations gets less",
);
