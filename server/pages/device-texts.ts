// Numbers of devices and predictions as the pages write them; it must not compute any.
import { type Device } from "../../core/devices/contract/device.ts";
import { type RuntimeChoice, runtimeNames } from "../../core/devices/contract/runtime.ts";
import { type Source } from "../../core/devices/contract/source.ts";

const thinSpace = "\u2009";

/** `236 G`, `26 T`: operations per second. */
export function rateText(operationsPerSecond: number): string {
  const [value, step] =
    operationsPerSecond >= 1e12 ? [operationsPerSecond / 1e12, "T"] : [operationsPerSecond / 1e9, "G"];
  return `${threeDigits(value)}${thinSpace}${step}`;
}

/** `25.6 GB/s`. */
export function bandwidthText(bytesPerSecond: number): string {
  return bytesPerSecond >= 1e9
    ? `${threeDigits(bytesPerSecond / 1e9)}${thinSpace}GB/s`
    : `${threeDigits(bytesPerSecond / 1e6)}${thinSpace}MB/s`;
}

/** `24-31 ms`, in whole steps of what can be told apart. */
export function bandText({ low, high }: { low: number; high: number }, unit: string): string {
  const [from, to] = [twoDigits(low), twoDigits(high)];
  const text = from === to ? from : `${from}-${to}`;
  return unit === "" ? text : `${text}${thinSpace}${unit}`;
}

/** `5-10 W`. */
export function wattsText(typical: number | undefined, maximum: number | undefined): string {
  const watts = [...new Set([typical, maximum].filter((it) => it !== undefined))];
  return watts.length === 0 ? "" : `${watts.join("-")}${thinSpace}W`;
}

/** `TensorRT FP16`. */
export function choiceText({ runtime, precision }: RuntimeChoice): string {
  return `${runtimeNames[runtime]} ${precision.toUpperCase()}`;
}

/** Where a value is from, and how far it can be trusted, as a line. */
export function sourceLine(source: Source | undefined): string {
  if (!source) return "Source: not stated.";
  const words = {
    cited: "Source",
    survey: "Only the survey says so",
    derived: "Computed",
    unverified: "Not verified",
  };
  return `${words[source.status]}: ${sentence(source.text)}`;
}

export function kindText({ kind, isHostRequired }: Device): string {
  const words = {
    soc: "board or chip with its own CPU",
    accelerator: "accelerator",
    fpga: "FPGA",
    mcu: "microcontroller",
  };
  return words[kind] + (isHostRequired ? " that needs a host" : "");
}

/** With a full stop, unless it ends with one or with a quotation. */
export function sentence(text: string): string {
  return /[.!?…"”]$/.test(text) ? text : `${text}.`;
}

/** As a sentence begins, but for names that are written small. */
export function capitalized(text: string): string {
  return /^(?:pycoral|ncnn|llama\.cpp)\b/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

export function threeDigits(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}

/** Two digits below ten, whole numbers above: a prediction is not better than that. */
function twoDigits(value: number): string {
  if (value >= 10) return Math.round(value).toLocaleString("en-US");
  return value > 0 && value < 0.001 ? "<0.001" : String(Number(value.toPrecision(2)));
}
