import { type ComputeUnit, type ComputeUnitName, type Device } from "../devices/contract/device.ts";
import { type Core, coreRates, type CoreCluster, type Machine, type Precision } from "./machine.ts";
import { machines } from "./machines.ts";

/** Devices whose unit was measured under another name. */
const sameUnits: Readonly<Record<string, string>> = {
  "hailo-8-m2/npu": "hailo-8/npu",
  // One core of the same DPU, with the same clock and memory.
  "kria-k26/npu": "zcu104/npu",
  "raspberry-pi-5-hailo-8l/npu": "hailo-8l-pi/npu",
  "raspberry-pi-5-hailo-8l/cpu": "raspberry-pi-5/cpu",
  "raspberry-pi-5-hailo-8l/gpu": "raspberry-pi-5/gpu",
  "rk3588/npu": "rk3588/npu-core",
  "sophon-sm5/npu": "bm1684/npu",
};

/** The unit as the measurements know it, else as the catalogue has it; undefined when no rate of it is known. */
export function machineOf(device: Device, unit: ComputeUnitName): Machine | undefined {
  for (const id of [device.id, device.basedOn]) {
    const known = id === undefined ? undefined : machines.get(sameUnits[`${id}/${unit}`] ?? `${id}/${unit}`);
    // A user's device has rates of its own.
    if (known && id === device.id) return known;
    if (known) return { ...known, ...fromCatalogue(device, unit), id: known.id };
  }
  return fromCatalogue(device, unit);
}

function fromCatalogue(device: Device, unit: ComputeUnitName): Machine | undefined {
  const description = device[unit];
  if (!description) return undefined;
  const { memory, links } = device;
  const cores = unit === "cpu" ? clustersOf(description) : undefined;
  const peak = peaksOf(description);
  if (!cores && Object.keys(peak).length === 0) return undefined;
  const link = links?.[0]?.bytesPerSecond;
  const onChip = memory.weightCacheBytes;
  return {
    id: `${device.id}/${unit}`,
    kind: unit,
    peak,
    // Memory on the chip alone is no bound that anything was fitted to.
    bandwidth: (memory.bandwidthBytesPerSecond ?? usualBandwidth) / 1e9,
    ...(cores && { cores }),
    ...(unit === "npu" && link !== undefined && { link: link / 1e9 }),
    ...(unit === "npu" && onChip !== undefined && { onChip }),
    ...(memory.bandwidthBytesPerSecond === undefined && { isEstimate: true }),
  };
}

/** Of boards whose memory is not described: 32 bits of LPDDR4 at 3200 MT/s. */
const usualBandwidth = 12.8e9;

function peaksOf({ peak }: ComputeUnit): Partial<Record<Precision, number>> {
  const found: Partial<Record<Precision, number>> = {};
  for (const it of ["fp32", "fp16", "int8"] as const) {
    const rate = peak[it]?.operationsPerSecond;
    if (rate !== undefined) found[it] = rate / 2e9;
  }
  return found;
}

/** `4x Cortex-A76 @2.4 GHz + 4x Cortex-A55` and the clock of the fastest. */
function clustersOf({ name, cores, clockHz }: ComputeUnit): readonly CoreCluster[] | undefined {
  const parts = [
    ...name.matchAll(/(?:(\d+) ?[x×] ?)?(?:Arm |NVIDIA )?(?:Cortex-)?([AX]\d+|Carmel)(?:AE)?/gi),
  ];
  const found = parts.flatMap(([, count, core = ""]) => {
    const known = coreNamed(core.toLowerCase());
    if (!known) return [];
    return [{ core: known, count: Number(count ?? cores ?? 1), gigahertz: (clockHz ?? 1.5e9) / 1e9 }];
  });
  return found.length > 0 ? found : undefined;
}

/** Cores of one width compute alike: later ones stand for those that were not measured. */
const alike: Readonly<Record<string, Core>> = {
  a5: "a7",
  a35: "a53",
  a77: "a76",
  a710: "a78",
  a720: "a78",
  a510: "a55",
  a520: "a55",
  x2: "x1",
  x3: "x1",
  x4: "x1",
};

function coreNamed(name: string): Core | undefined {
  return name in coreRates ? (name as Core) : alike[name];
}
