import { type Device } from "../devices/contract/device.ts";
import { short } from "./texts.ts";

/** What a device draws at the speed that is predicted for it. */
export interface Draw {
  readonly watts: number;
  /** `device` is the only one that is what it draws; the others bound a part or the whole of it. */
  readonly of: "device" | "accelerator" | "supply" | "port";
  /** The power mode it is in, where the device has modes. */
  readonly mode?: string;
  /** Of the unit's peak in that mode; 1 is the fastest. */
  readonly shareOfPeak: number;
}

/** USB 3: 900 mA at 5 V; a device that draws its power from the port cannot take more. */
const usb3Watts = 4.5;

/**
 * What a device draws in its fastest mode or, with a limit, in the fastest that keeps it. Undefined: nothing is known, or
 * no mode keeps the limit.
 */
export function drawOf(device: Device, unit: "cpu" | "gpu" | "npu", limit = Infinity): Draw | undefined {
  const { power, links, isHostRequired } = device;
  for (const mode of power?.modes ?? []) {
    const share = unit === "gpu" ? mode.gpuShareOfPeak : unit === "npu" ? mode.npuShareOfPeak : undefined;
    if (mode.watts === undefined || mode.watts > limit) continue;
    // A slower mode says nothing where its share of the peak is not known.
    if (share === undefined && mode !== power?.modes?.[0]) continue;
    return { watts: mode.watts, of: power?.of ?? "device", mode: mode.name, shareOfPeak: share ?? 1 };
  }
  if (power?.modes?.some((it) => it.watts !== undefined)) return undefined;
  const watts = power?.maximumWatts ?? power?.typicalWatts;
  if (watts !== undefined) return { watts, of: power?.of ?? "device", shareOfPeak: 1 };
  const isOnUsb = isHostRequired && links?.some((it) => it.name.startsWith("USB"));
  return isOnUsb ? { watts: usb3Watts, of: "port", shareOfPeak: 1 } : undefined;
}

/** `10 W`, `2 W for the accelerator alone`, `at most the 4.5 W of a USB 3 port`. */
export function drawText({ watts, of, mode }: Draw): string {
  const text = `${short(watts)} W`;
  if (of === "accelerator") return `${text} for the accelerator alone`;
  if (of === "supply") return `at most the ${text} of its supply`;
  if (of === "port") return `at most the ${text} of a USB 3 port; what it draws is not known`;
  return mode === undefined ? text : `${text} in its mode ${mode}`;
}
