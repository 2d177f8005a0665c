import { obstacles, isFatal } from "../diagnostics/verdict.ts";
import { precisions, runtimeNames, type Precision } from "../devices/contract/runtime.ts";
import { type Device, type EndOfLife, type PowerMode } from "../devices/contract/device.ts";
import { bytesText } from "../graph/quantities.ts";
import { type Band } from "../rules/contract/subject.ts";
import { type Candidate } from "./candidate.ts";
import { frameworkNames, wayTo } from "./framework.ts";
import { latencyLimit, type Needs } from "./needs.ts";
import { drawOf, drawText } from "./power.ts";
import { perSecond, rangeText, short } from "./texts.ts";

/** One thing that speaks for a device, against it, or in between: `note` is good to know, `but` a reason for doubt. */
export interface Remark {
  readonly kind: "for" | "note" | "but" | "against";
  readonly text: string;
  /** Of what speaks against it: the step after which it would not. */
  readonly unless?: string;
  /** True of what speaks against it only because nothing is known. */
  readonly isNoData?: boolean;
  /** True of what speaks against it because the model does not run. */
  readonly isFatal?: boolean;
}

/** What is asked of each device, in the order in which people want to read the answers. */
export function remarksOn(candidate: Candidate, needs: Needs): readonly Remark[] {
  const checks = [speed, power, framework, precision, memory, host, kind, blockers, life];
  return checks.flatMap((it) => it(candidate, needs));
}

/** The forecast in the power mode that the limit on power leaves. */
export function latencyOf({ target }: Candidate, { watts }: Needs): Band | undefined {
  const latency = target.forecast?.latencyMs;
  const draw = drawOf(target.device, target.choice.unit, watts);
  if (!latency || !draw) return latency;
  // As if all of the time grew: bytes and launches slow down less than computing does.
  const { low, expected, high } = latency;
  const by = 1 / draw.shareOfPeak;
  return { low: low * by, expected: expected * by, high: high * by };
}

function speed(candidate: Candidate, needs: Needs): readonly Remark[] {
  const limit = latencyLimit(needs);
  const latency = latencyOf(candidate, needs);
  if (!latency) {
    const text = "there is no data to predict its speed from";
    return [limit === undefined ? { kind: "but", text } : { kind: "against", text, isNoData: true }];
  }
  return [...speedOf(latency, limit, needs), ...validity(candidate)];
}

function speedOf(latency: Band, limit: number | undefined, needs: Needs): readonly Remark[] {
  const frames = `${rangeText(perSecond(latency))} frames per second`;
  const time = `${rangeText(latency)} ms`;
  if (limit === undefined) return [{ kind: "for", text: `${time}, ${frames}` }];
  // Of two needs the harder one is told.
  const isOfFrames = needs.framesPerSecond !== undefined && 1000 / needs.framesPerSecond <= limit;
  const [range, target] = isOfFrames
    ? [frames, `${short(needs.framesPerSecond)} asked`]
    : [time, `${short(limit)} allowed`];
  if (latency.high <= limit) return [{ kind: "for", text: `${range}, ${target}` }];
  if (latency.expected <= limit) {
    const doubt = "the slow end of the prediction is too slow";
    return [
      { kind: "for", text: `${range}, ${target}` },
      { kind: "but", text: doubt },
    ];
  }
  const text = `${range} of the ${target}`;
  const unless = latency.low <= limit ? "it ran at the fast end of the prediction" : undefined;
  return [{ kind: "against", text, ...(unless && { unless }) }];
}

function validity({ isFromDataSheet }: Candidate): readonly Remark[] {
  const text = "its speed is predicted from the data sheet and not validated";
  return isFromDataSheet ? [{ kind: "but", text }] : [];
}

function power({ target: { device, choice } }: Candidate, { watts: limit }: Needs): readonly Remark[] {
  const draw = drawOf(device, choice.unit, limit);
  if (!draw) return [withoutDraw(device, limit)];
  const text = drawText(draw);
  if (limit === undefined) return [{ kind: draw.of === "device" ? "for" : "note", text }];
  const asked = `${text}, ${short(limit)} W allowed`;
  const isKept = draw.watts <= limit;
  if (draw.of === "supply" || draw.of === "port") {
    const doubt = `${asked}: whether it keeps that is not known`;
    return [isKept ? { kind: "for", text: asked } : { kind: "but", text: doubt }];
  }
  if (!isKept) return [{ kind: "against", text: asked }];
  const rest = device.isHostRequired ? "its host" : "the rest of the board";
  const more: Remark = { kind: "but", text: `the power of ${rest} comes on top and is not known` };
  return [{ kind: "for", text: asked }, ...(draw.of === "accelerator" ? [more] : [])];
}

/** No mode keeps the limit at a speed that is known, or nothing is known of its power. */
function withoutDraw(device: Device, limit = Infinity): Remark {
  const modes = device.power?.modes?.filter((it) => it.watts !== undefined) ?? [];
  const least = modes.reduce<PowerMode | undefined>(
    (a, b) => ((b.watts ?? 0) < (a?.watts ?? Infinity) ? b : a),
    undefined,
  );
  if (least?.watts === undefined) {
    const stated = device.paperRow?.cells["Power Consumption"] ?? "*";
    const survey = stated === "*" ? "" : ` (the survey's ${stated} is not confirmed)`;
    return { kind: limit === Infinity ? "note" : "but", text: `what it draws is not known${survey}` };
  }
  const allowed = `${short(limit)} W allowed`;
  if (least.watts > limit)
    return { kind: "against", text: `${short(least.watts)} W in its mode ${least.name}, ${allowed}` };
  const text = `${short(modes[0]?.watts ?? 0)} W, ${allowed}; how fast it is in its mode ${least.name} is not known`;
  return { kind: "against", text, isNoData: true };
}

function framework({ target }: Candidate, { framework: wanted }: Needs): readonly Remark[] {
  if (!wanted) return [];
  const { kind, text } = wayTo(wanted, target.choice.runtime, target.device);
  if (kind === "foreign")
    return [{ kind: "against", text, unless: `the ${frameworkNames[wanted]} model is converted to TFLite` }];
  return [{ kind: kind === "unknown" ? "but" : "for", text }];
}

function precision({ target: { device, choice } }: Candidate, needs: Needs): readonly Remark[] {
  const runtime = device.runtimes.find((it) => it.id === choice.runtime && it.unit === choice.unit);
  const wanted = needs.precision;
  if (wanted && choice.unit === "npu" && runtime && !runtime.precisions.includes(wanted)) {
    const text = `${runtimeNames[choice.runtime]} computes ${runtime.precisions.join(", ")} there, not ${wanted}`;
    return [{ kind: "against", text }];
  }
  const doubted = wanted ?? choice.precision;
  const runs: Remark = { kind: "for", text: `runs in ${choice.precision}` };
  const isDoubtful = isNarrow(doubted) && !device.precisionsAccelerated.includes(doubted);
  const remarks: Remark[] = isDoubtful ? [{ kind: "but", text: notAccelerated(device, doubted) }] : [];
  // People quantize to int8 out of habit, as the survey does for the Nano: say it before they ask.
  const isHabit =
    doubted !== "int8" && choice.unit === "gpu" && !device.precisionsAccelerated.includes("int8");
  const habit = isHabit ? `; ${notAccelerated(device, "int8")}` : "";
  return [{ ...runs, text: runs.text + habit }, ...remarks];
}

function isNarrow(precision: Precision): boolean {
  return precisions.indexOf(precision) > precisions.indexOf("tf32");
}

function notAccelerated(device: Device, wanted: Precision): string {
  const better = device.precisionsAccelerated.at(-1);
  const measured = device.measured.find(
    (it) => it.unit === "times" && it.what.toLowerCase().startsWith(`${wanted} speed-up over fp32`),
  );
  const proof = measured ? ` (measured: ${short(measured.median)} times the speed of float32)` : "";
  const advice = better === undefined ? "" : `, ${better} is`;
  return `${wanted} is not advised: it is not accelerated${proof}${advice}`;
}

function memory({ target: { device } }: Candidate, { memoryBytes: least }: Needs): readonly Remark[] {
  if (least === undefined) return [];
  if (device.isHostRequired) return [{ kind: "note", text: "the memory for the application is its host's" }];
  const available = device.memory.usableBytes ?? device.memory.bytes;
  if (available === undefined) return [{ kind: "but", text: "its memory is not known" }];
  const text = `${bytesText(available)} of memory, ${bytesText(least)} asked`;
  return [{ kind: available >= least ? "for" : "against", text }];
}

function host({ target: { device } }: Candidate, { standsAlone = false }: Needs): readonly Remark[] {
  if (!device.isHostRequired) return [];
  return standsAlone
    ? [{ kind: "against", text: "needs a host" }]
    : [{ kind: "note", text: "works only plugged into a host, whose power comes on top" }];
}

function kind({ target: { device } }: Candidate, { isMicrocontroller: wanted }: Needs): readonly Remark[] {
  const is = device.kind === "mcu";
  if (wanted === undefined || wanted === is) return [];
  return [{ kind: "against", text: is ? "is a microcontroller" : "is no microcontroller" }];
}

/** Speed is asked by the needs, and is not told twice. */
const asked = new Set(["exceeds-latency-budget"]);

function blockers({ target, diagnostics }: Candidate): readonly Remark[] {
  return obstacles(diagnostics, target.device.id)
    .filter((it) => !asked.has(it.rule))
    .map((it) => ({
      kind: it.severity === "error" ? "against" : "but",
      text: it.message,
      ...(isFatal(it) && { isFatal: true }),
    }));
}

function life({ target: { device, choice } }: Candidate): readonly Remark[] {
  const concerns = (it: EndOfLife) =>
    (it.runtime ?? choice.runtime) === choice.runtime && (it.unit ?? choice.unit) === choice.unit;
  return device.lifecycle.filter(concerns).map(({ name, lastVersion, source }) => {
    const last = lastVersion === undefined ? "" : ` with ${lastVersion}`;
    return {
      kind: "note",
      text: `${name} ended${last}${source.status === "unverified" ? " (not verified)" : ""}`,
    };
  });
}
