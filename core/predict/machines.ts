import { type Core, type CoreCluster, type Machine } from "./machine.ts";

/**
 * The units that the measurements were made on. Peaks are dense multiply-adds, half of what data sheets call operations.
 * Numbers of devices of the catalogue follow it, where their sources are. Those of phones and of other boards were written
 * down from what vendors state and have no source in this repository; rows marked `~` hold an estimate. None of these is
 * shown to a user: they only let such measurements speak of what the runtimes have in common.
 */
type Cpu = readonly [id: string, bandwidth: number, cores: string];

const cpus: readonly Cpu[] = [
  ["jetson-nano/cpu", 25.6, "4 a57 1.43"],
  ["jetson-tx2-nx/cpu", 51.2, "6 a57 2.0"],
  ["jetson-tx2/cpu", 59.7, "6 a57 2.0"],
  ["jetson-xavier-nx/cpu", 59.7, "6 carmel 1.9"],
  ["jetson-agx-xavier/cpu", 136.5, "8 carmel 2.26"],
  ["jetson-orin-nano-4gb/cpu", 34, "6 a78 1.5"],
  ["jetson-orin-nano-8gb/cpu", 68, "6 a78 1.5"],
  ["jetson-orin-nano-4gb-super/cpu", 51, "6 a78 1.7"],
  ["jetson-orin-nano-8gb-super/cpu", 102, "6 a78 1.7"],
  ["jetson-orin-nx-8gb/cpu", 102.4, "6 a78 2.0"],
  ["jetson-orin-nx-16gb/cpu", 102.4, "8 a78 2.0"],
  ["jetson-agx-orin-32gb/cpu", 204.8, "8 a78 2.2"],
  ["jetson-agx-orin-64gb/cpu", 204.8, "12 a78 2.2"],
  ["raspberry-pi-zero-2w/cpu~", 3.6, "4 a53 1.0"],
  ["raspberry-pi-2/cpu~", 3.6, "4 a53 0.9"],
  ["raspberry-pi-3b/cpu~", 3.6, "4 a53 1.2"],
  ["raspberry-pi-3b-plus/cpu~", 3.6, "4 a53 1.4"],
  ["raspberry-pi-4/cpu", 12.8, "4 a72 1.8"],
  ["raspberry-pi-5/cpu", 17.1, "4 a76 2.4"],
  ["rk3399/cpu", 12.8, "2 a72 1.8, 4 a53 1.4"],
  ["rk3566/cpu", 8.5, "4 a55 1.8"],
  ["rk3568/cpu", 12.8, "4 a55 2.0"],
  ["rk3588/cpu", 34, "4 a76 2.4, 4 a55 1.8"],
  ["amlogic-a311d/cpu", 12.8, "4 a73 2.2, 2 a53 1.8"],
  ["amlogic-a311d2/cpu", 17, "4 a73 2.2, 4 a53 2.0"],
  ["odroid-n2-plus/cpu", 10.6, "4 a73 2.4, 2 a53 2.0"],
  ["ax620a/cpu~", 7.5, "4 a7 1.0"],
  ["imx7d/cpu~", 4.2, "2 a7 1.0"],
  ["imx-8m-plus/cpu", 12.8, "4 a53 1.8"],
  ["coral-dev-board/cpu", 12.8, "4 a53 1.5"],
  ["horizon-x3/cpu~", 8, "4 a53 1.2"],
  ["rzg2l/cpu~", 3.2, "2 a55 1.2"],
  ["mt8168/cpu~", 7.5, "4 a53 2.0"],
  ["snapdragon-625/cpu", 7.5, "8 a53 2.0"],
  ["snapdragon-710/cpu", 14.9, "2 a75 2.2, 6 a55 1.7"],
  ["snapdragon-765g/cpu", 17, "1 a76 2.4, 1 a76 2.2, 6 a55 1.8"],
  ["snapdragon-835/cpu", 29.8, "4 a73 2.45, 4 a53 1.9"],
  ["snapdragon-845/cpu", 29.8, "4 a75 2.8, 4 a55 1.77"],
  ["snapdragon-855/cpu", 34.1, "1 a76 2.84, 3 a76 2.42, 4 a55 1.8"],
  ["snapdragon-865/cpu", 44, "1 a76 2.84, 3 a76 2.42, 4 a55 1.8"],
  ["snapdragon-888/cpu", 51.2, "1 x1 2.84, 3 a78 2.42, 4 a55 1.8"],
  ["kirin-810/cpu", 17, "2 a76 2.27, 6 a55 1.88"],
  ["kirin-970/cpu", 29.8, "4 a73 2.36, 4 a53 1.8"],
  ["kirin-980/cpu", 34, "2 a76 2.6, 2 a76 1.92, 4 a55 1.8"],
  ["kirin-990/cpu", 34, "2 a76 2.86, 2 a76 2.36, 4 a55 1.95"],
  ["atom-x6425e/cpu", 51, "4 tremont 2.0"],
  ["pynq-z1/cpu", 2.1, "2 a9 0.65"],
];

/** Kind, peaks in 10⁹ multiply-adds/s for fp32, fp16, int8 (0: none), memory GB/s, link GB/s, weights on chip in MB. */
type Unit = readonly [
  id: string,
  kind: "gpu" | "npu",
  peaks: readonly [number, number, number],
  bandwidth: number,
  link?: number,
  onChip?: number,
];

const units: readonly Unit[] = [
  ["jetson-nano/gpu", "gpu", [118, 236, 0], 25.6],
  ["jetson-tx2/gpu", "gpu", [333, 665, 0], 59.7],
  ["jetson-tx2-nx/gpu", "gpu", [333, 665, 0], 51.2],
  ["jetson-xavier-nx/gpu", "gpu", [422, 3380, 6760], 59.7],
  ["jetson-agx-xavier/gpu", "gpu", [705, 5640, 11280], 136.5],
  ["jetson-orin-nano-4gb/gpu", "gpu", [320, 2560, 5120], 34],
  ["jetson-orin-nano-4gb-super/gpu", "gpu", [522, 4178, 8356], 51],
  ["jetson-orin-nano-8gb/gpu", "gpu", [640, 5120, 10240], 68],
  ["jetson-orin-nano-8gb-super/gpu", "gpu", [1044, 8356, 16712], 102],
  ["jetson-orin-nx-8gb/gpu", "gpu", [783, 6267, 12534], 102.4],
  ["jetson-orin-nx-16gb/gpu", "gpu", [940, 7520, 15040], 102.4],
  ["jetson-agx-orin-32gb/gpu", "gpu", [1667, 13332, 26665], 204.8],
  ["jetson-agx-orin-64gb/gpu", "gpu", [2662, 21299, 42598], 204.8],
  ["raspberry-pi-5/gpu~", "gpu", [38, 38, 38], 17.1],
  ["rk3399/gpu~", "gpu", [27, 54, 54], 12.8],
  ["rk3566/gpu~", "gpu", [14, 28, 28], 8.5],
  ["rk3588/gpu~", "gpu", [225, 450, 450], 34],
  ["amlogic-a311d/gpu~", "gpu", [51, 102, 102], 12.8],
  ["amlogic-a311d2/gpu~", "gpu", [51, 102, 102], 17],
  ["odroid-n2-plus/gpu~", "gpu", [51, 102, 102], 10.6],
  ["kirin-970/gpu~", "gpu", [107, 215, 215], 29.8],
  ["kirin-980/gpu~", "gpu", [173, 346, 346], 34],
  ["kirin-990/gpu~", "gpu", [230, 460, 460], 34],
  ["snapdragon-625/gpu~", "gpu", [32, 65, 65], 7.5],
  ["snapdragon-710/gpu~", "gpu", [96, 192, 192], 14.9],
  ["snapdragon-765g/gpu~", "gpu", [150, 300, 300], 17],
  ["snapdragon-835/gpu~", "gpu", [284, 567, 567], 29.8],
  ["snapdragon-845/gpu~", "gpu", [364, 727, 727], 29.8],
  ["snapdragon-855/gpu~", "gpu", [477, 955, 955], 34.1],
  ["snapdragon-865/gpu~", "gpu", [600, 1200, 1200], 44],
  ["snapdragon-888/gpu~", "gpu", [860, 1720, 1720], 51.2],
  ["atom-x6425e/gpu~", "gpu", [192, 384, 768], 51],
  ["coral-usb/npu", "npu", [0, 0, 2000], 1000, 0.515, 6.9],
  ["coral-usb-on-pi/npu", "npu", [0, 0, 2000], 1000, 0.28, 6.9],
  ["coral-usb-on-usb2/npu", "npu", [0, 0, 2000], 1000, 0.034, 6.9],
  ["coral-dev-board/npu", "npu", [0, 0, 2000], 1000, 0.42, 6.9],
  ["coral-dev-board-mini/npu", "npu", [0, 0, 2000], 1000, 0.025, 6.9],
  ["intel-ncs2/npu~", "npu", [0, 500, 0], 12.8, 0.4],
  ["rk3562/npu", "npu", [0, 250, 500], 8.5],
  ["rk3566/npu", "npu", [0, 250, 500], 8.5],
  ["rk3576/npu-core", "npu", [0, 750, 1500], 34],
  ["rk3588/npu-core", "npu", [0, 500, 1000], 34],
  ["rk3588/npu", "npu", [0, 1500, 3000], 34],
  ["rk1808/npu", "npu", [0, 0, 1500], 12.8],
  ["rv1109/npu", "npu", [0, 0, 600], 8.5],
  ["rv1126/npu", "npu", [0, 0, 1000], 8.5],
  ["amlogic-a311d/npu", "npu", [0, 0, 2500], 12.8],
  ["amlogic-c308x/npu~", "npu", [0, 0, 2500], 12.8],
  ["amlogic-s905d3/npu~", "npu", [0, 0, 600], 12.8],
  ["imx-8m-plus/npu", "npu", [0, 0, 1150], 12.8],
  ["mt8168/npu~", "npu", [0, 0, 150], 7.5],
  ["zcu102/npu", "npu", [0, 0, 575], 19.2],
  ["zcu104/npu", "npu", [0, 0, 614], 19.2],
  ["ultra96/npu", "npu", [0, 0, 230], 17],
  ["hailo-8/npu", "npu", [0, 0, 13000], 1000, 3.5, 25],
  ["hailo-8l/npu", "npu", [0, 0, 6500], 1000, 3.5, 11],
  ["hailo-8-pi/npu", "npu", [0, 0, 13000], 1000, 0.8, 25],
  ["hailo-8l-pi/npu", "npu", [0, 0, 6500], 1000, 0.8, 11],
  ["bm1684/npu", "npu", [1100, 0, 8800], 68],
  ["bm1684x/npu", "npu", [1000, 8000, 16000], 68],
  ["bm1688/npu-core", "npu", [125, 1000, 4000], 34],
  ["bm1688/npu", "npu", [250, 2000, 8000], 34],
  ["cv186x/npu", "npu", [110, 900, 3600], 17],
  ["ax8850/npu~", "npu", [0, 0, 12000], 34],
  ["ascend-310/npu", "npu", [0, 5500, 11000], 51.2],
  ["ascend-310-kunpeng/npu", "npu", [0, 5500, 11000], 51.2],
  ["mlu370-s4/npu~", "npu", [12000, 36000, 72000], 307],
  ["kirin-810/npu~", "npu", [0, 1000, 2000], 17],
  ["kirin-990/npu~", "npu", [0, 1500, 3000], 34],
  ["kirin-990-5g/npu~", "npu", [0, 2500, 5000], 34],
  ["qcs6490/npu~", "npu", [0, 1500, 6000], 25],
  ["qcs8550/npu~", "npu", [0, 8500, 24000], 68],
  ["iq-9075/npu~", "npu", [0, 8500, 24000], 102],
  ["snapdragon-8-gen-3/npu~", "npu", [0, 8500, 24000], 77],
  ["snapdragon-8-elite/npu~", "npu", [0, 10000, 28000], 85],
];

const estimateMark = "~";

function named(id: string): { readonly id: string; readonly isEstimate?: true } {
  return id.endsWith(estimateMark) ? { id: id.slice(0, -1), isEstimate: true } : { id };
}

function clusters(text: string): readonly CoreCluster[] {
  return text.split(", ").map((it) => {
    const [count = "1", core = "a53", gigahertz = "1"] = it.split(" ");
    return { core: core as Core, count: Number(count), gigahertz: Number(gigahertz) };
  });
}

export const machines: ReadonlyMap<string, Machine> = new Map(
  [
    ...cpus.map(([id, bandwidth, cores]): Machine => {
      return { ...named(id), kind: "cpu", peak: {}, bandwidth, cores: clusters(cores) };
    }),
    ...units.map(([id, kind, [fp32, fp16, int8], bandwidth, link, onChip]): Machine => ({
      ...named(id),
      kind,
      peak: { ...(fp32 && { fp32 }), ...(fp16 && { fp16 }), ...(int8 && { int8 }) },
      bandwidth,
      ...(link !== undefined && { link }),
      ...(onChip !== undefined && { onChip: onChip * 1e6 }),
    })),
  ].map((it) => [it.id, it]),
);
