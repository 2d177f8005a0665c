import * as z from "zod/mini";

const most = 1e9;
const positive = z.exactOptional(z.number().check(z.gt(0), z.lte(most)));

/** What a person asks of a device; what is left out does not matter. It comes from a page, and so is checked. */
export const deviceNeeds = z.strictObject({
  framesPerSecond: positive,
  /** The most that the device may draw. */
  watts: positive,
  /** The least memory of the device, in MiB. */
  memoryMebibytes: positive,
  framework: z.exactOptional(z.enum(["pytorch", "tensorflow", "tflite", "onnx"])),
  /** It must work without another computer. */
  standsAlone: z.exactOptional(z.boolean()),
});

export type DeviceNeeds = z.infer<typeof deviceNeeds>;
