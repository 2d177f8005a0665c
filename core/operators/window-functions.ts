import { tensor } from "../graph/value-type.ts";
import { type DataType } from "../graph/data-type.ts";
import { add, type Dim, floorDivide } from "../graph/dim.ts";
import { type Call } from "./contract/call.ts";
import { dataTypeAttribute } from "./contract/data-type-attribute.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

const rows: readonly (readonly [type: string, doc: string])[] = [
  ["HannWindow", "Hann window for audio spectra."],
  ["HammingWindow", "Hamming window for audio spectra."],
  ["BlackmanWindow", "Blackman window for audio spectra."],
];

/** size → [size]; and num_mel_bins, dft_length, … → the filter bank [dft_length / 2 + 1, num_mel_bins]. */
export const windowFunctions: readonly Operator[] = [
  ...rows.map(([type, doc]): Operator => ({
    type,
    doc,
    roles: ["setting"],
    infer: (call) => [tensor(outputType(call), [sizeOrFresh(call, call.data(0)?.[0], 0)])],
  })),
  {
    type: "MelWeightMatrix",
    doc: "Weights that turn a spectrum into mel bands.",
    roles: ["setting", "setting", "setting", "setting", "setting"],
    infer(call) {
      const bins = sizeOrFresh(call, oneSided(call.data(1)?.[0]), 0);
      return [tensor(outputType(call), [bins, sizeOrFresh(call, call.data(0)?.[0], 1)])];
    },
  },
];

function outputType(call: Call): DataType | undefined {
  return call.attribute("output_datatype") ? dataTypeAttribute(call, "output_datatype") : "float32";
}

function oneSided(length: Dim | undefined): Dim | undefined {
  const half = length === undefined ? undefined : floorDivide(length, 2);
  return half === undefined ? undefined : add(half, 1);
}
