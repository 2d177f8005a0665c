import { type EndOfLife } from "../devices/contract/device.ts";
import { compareVersions } from "../support/tensorrt-version.ts";
import { type Rule } from "./contract/rule.ts";
import { type Target } from "./contract/subject.ts";

export const runtimeEndOfLife: Rule = {
  id: "runtime-end-of-life",
  group: "support",
  severity: "info",
  isForTarget: true,
  what: "The device, its system or its runtime gets no new versions.",
  why: "The last version fixes which operators, opsets and Python there are, and its faults stay. A version after it does not find the device.",
  fix: "Install the last version that works and keep its installer, or choose a device whose runtime goes on.",
  sources: [
    "The device's own page names the source of each end: docs.openvino.ai/2023.3 for MYRIAD, NVIDIA for JetPack 4 and 5 and the DLA, aallan/benchmarking-ml-on-the-edge for pycoral",
  ],
  bad: {
    model: `plain (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "intel-ncs2",
  },
  good: {
    model: `plain (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "raspberry-pi-5",
  },

  *check({ target }) {
    if (!target) return;
    for (const it of target.device.lifecycle) {
      if (!concerns(it, target)) continue;
      const version = it.of === "runtime" ? target.runtimeVersion : undefined;
      const isPast =
        version !== undefined && it.lastVersion !== undefined && isAfter(version, it.lastVersion);
      yield isPast
        ? {
            message: `${it.name} ended with ${it.lastVersion}: version ${version} does not run on ${target.device.name}.`,
            severity: "error",
          }
        : { message: endText(it, target) };
    }
  },
};

function concerns({ runtime, unit }: EndOfLife, { choice }: Target): boolean {
  return (runtime ?? choice.runtime) === choice.runtime && (unit ?? choice.unit) === choice.unit;
}

/** Versions differ only as far as both of them say: 10.7.0 is no newer than 10.7, and 2022.3 not older than 2022.3.1. */
function isAfter(version: string, last: string): boolean {
  return compareVersions(version, last) > 0 && !version.startsWith(`${last}.`);
}

function endText({ name, lastVersion, since, source }: EndOfLife, { device }: Target): string {
  const last = lastVersion === undefined ? "" : `, ${lastVersion} is the last version for ${device.name}`;
  const when = since === undefined ? "" : ` (over since ${since})`;
  const doubt = source.status === "unverified" ? " This is not verified." : "";
  return last
    ? `${name} has ended${when}${last}.${doubt}`
    : `${name} on ${device.name} is no longer kept up${when}.${doubt}`;
}
