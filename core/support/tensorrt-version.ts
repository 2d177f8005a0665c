import { type Target } from "../rules/contract/subject.ts";
import { tensorrtVersions } from "./operator-table.ts";

/** The newest TensorRT that the board's JetPack brings, by the compute capability of its GPU. */
const byCapability: Readonly<Record<string, { readonly version: string; readonly jetPack: string }>> = {
  "5.3": { version: "8.2", jetPack: "4.6.1" },
  "6.2": { version: "8.2", jetPack: "4.6.1" },
  "7.2": { version: "8.5", jetPack: "5.1.1" },
  "8.7": { version: "10.3", jetPack: "6.2" },
};

export interface TensorrtVersion {
  /** `8.2`. */
  readonly version: string;
  /** The JetPack it is of, where nobody stated the version. */
  readonly jetPack?: string;
}

/** The version that the user states, else that of the board's last JetPack; undefined where neither is known. */
export function tensorrtVersion({ device, runtimeVersion }: Target): TensorrtVersion | undefined {
  if (runtimeVersion !== undefined) return { version: runtimeVersion };
  const capability = device.gpu?.computeCapability ?? "";
  return Object.hasOwn(byCapability, capability) ? byCapability[capability] : undefined;
}

/** `TensorRT 8.2 (JetPack 4.6.1)`. */
export function tensorrtName({ version, jetPack }: TensorrtVersion): string {
  return `TensorRT ${version}${jetPack === undefined ? "" : ` (JetPack ${jetPack})`}`;
}

/** Below 0 where `a` is the older version, by its numbers: `8.2` before `8.10`. Text after the numbers does not count. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((it) => (/\d+(\.\d+)*/.exec(it)?.[0] ?? "0").split(".").map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (x?.[i] ?? 0) - (y?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The column of the operator table: that of the newest listed version up to this one. */
export function tableColumn(version: string): number {
  return tensorrtVersions.findLastIndex((it) => compareVersions(it, version) <= 0);
}

/** The newest opset of ai.onnx that a version's parser states; docs/operators.md of onnx/onnx-tensorrt. */
export function maxOpset(version: string): number {
  if (compareVersions(version, "7.2") < 0) return 11;
  if (compareVersions(version, "8.4") < 0) return 13;
  return compareVersions(version, "10.0") < 0 ? 17 : 20;
}
