// Short names of devices and runtimes, as they fit into a lens and a status bar; it must not look anything up.
import { type Device } from "../../core/devices/contract/device.ts";
import { type RuntimeChoice, runtimeNames } from "../../core/devices/contract/runtime.ts";
import { devices } from "../../core/devices/index.ts";

const bare = new Map<string, number>();
for (const it of devices) bare.set(withoutSize(it), (bare.get(withoutSize(it)) ?? 0) + 1);

/** `Jetson Nano` of `NVIDIA Jetson Nano 4GB`; the memory stays where another device differs by it alone. */
export function shortName(device: Device): string {
  const without = withoutSize(device);
  return (bare.get(without) ?? 0) <= 1 ? without : withoutVendor(device);
}

function withoutSize(device: Device): string {
  return withoutVendor(device).replace(/ \d+(?:\/\d+)?GB(?=$|,)/, "");
}

function withoutVendor({ name, vendor }: Device): string {
  const rest = name.startsWith(`${vendor} `) ? name.slice(vendor.length + 1) : name;
  // `4 Model B` alone is nobody's name.
  return (/^[A-Za-z]/.test(rest) ? rest : name).replace(/ \(.*\)$/, "");
}

/** `TensorRT FP16`. */
export function runtimeText({ runtime, precision }: RuntimeChoice): string {
  return `${runtimeNames[runtime]} ${precision.toUpperCase()}`;
}
