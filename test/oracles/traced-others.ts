/**
 * torchvision's models for detection, segmentation, video and optical flow, and those made to be quantized, traced in the
 * sandbox: parameters as published, multiply-adds within 1% of the published ones where those are of the same work.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Tracer } from "../../server/python/tracing.ts";
import { type TracedTotals, tracedTotals } from "./traced-totals.ts";

/** An entry that `torchvision_published.py --others` prints. */
export interface OtherWeights {
  readonly name: string;
  readonly weights: string;
  readonly kind: "detection" | "segmentation" | "video" | "optical_flow" | "quantization";
  /** A Python expression. */
  readonly inputs: string;
  readonly numParams: number;
  /** In units of 10⁹, rounded to three decimals. */
  readonly ops: number;
}

export interface OtherResult extends OtherWeights, TracedTotals {
  /** Multiply-adds that the published figure stands for, as far as it is known what they were counted over. */
  readonly comparable?: number;
  /** Why the multiply-adds are others than the published ones. */
  readonly reason?: string;
}

/**
 * The heads that run once for each proposal or detection. How many there are depends on the image: the tracer takes as many
 * as the model lets through at most, torchvision's figures were counted over noise, in which next to nothing is found.
 */
interface PerInstance {
  readonly heads: readonly string[];
  readonly most: number;
  readonly published: number;
  readonly what: "proposals" | "detections";
}

const boxes = { heads: ["roi_heads.box_head", "roi_heads.box_predictor"], what: "proposals" } as const;
const masks = { heads: ["roi_heads.mask_head", "roi_heads.mask_predictor"], what: "detections" } as const;
const keypoints = {
  heads: ["roi_heads.keypoint_head", "roi_heads.keypoint_predictor"],
  what: "detections",
} as const;

const perInstance: Readonly<Record<string, PerInstance>> = {
  "fasterrcnn_mobilenet_v3_large_320_fpn COCO_V1": { ...boxes, most: 150, published: 0 },
  "fasterrcnn_mobilenet_v3_large_fpn COCO_V1": { ...boxes, most: 1000, published: 0 },
  "maskrcnn_resnet50_fpn COCO_V1": { ...masks, most: 100, published: 0 },
  "keypointrcnn_resnet50_fpn COCO_LEGACY": { ...keypoints, most: 100, published: 0 },
  "keypointrcnn_resnet50_fpn COCO_V1": { ...keypoints, most: 100, published: 1 },
};

export async function traceOthers(
  published: readonly OtherWeights[],
  tracer: Tracer,
  at: { readonly folder: string; readonly sitePackages: string },
): Promise<readonly OtherResult[]> {
  mkdirSync(at.folder, { recursive: true });
  const file = join(at.folder, "others_of_torchvision.py");
  writeFileSync(file, "import torch\nfrom torchvision import models\n");
  const known = new Map<string, TracedTotals>();
  const results: OtherResult[] = [];
  for (const it of published) {
    const call = callFor(it);
    const heads = perInstance[`${it.name} ${it.weights}`]?.heads ?? [];
    const key = [call, it.inputs, ...heads].join(" ");
    const totals =
      known.get(key) ?? (await tracedTotals(tracer, { file, call, inputs: it.inputs, parts: heads, ...at }));
    known.set(key, totals);
    results.push({ ...it, ...totals, ...comparison(it, totals) });
  }
  return results;
}

function comparison(
  { name, weights, kind }: OtherWeights,
  { multiplyAdds, partMultiplyAdds = 0 }: TracedTotals,
): Pick<OtherResult, "comparable" | "reason"> {
  const dependent = perInstance[`${name} ${weights}`];
  if (kind === "optical_flow")
    return { reason: "the size it was counted at is not published; real torch counts what is counted here" };
  if (multiplyAdds === undefined) return {};
  if (!dependent) return { comparable: multiplyAdds };
  const { most, published, what } = dependent;
  return {
    comparable: multiplyAdds - partMultiplyAdds * (1 - published / most),
    reason: `counted here for the ${most} ${what} that there are at most, there for ${published}`,
  };
}

/** With weights where those choose how a model is built: frozen norms, the number of classes, an auxiliary head. */
function callFor({ name, weights, kind }: OtherWeights): string {
  const isByWeights = kind === "detection" || kind === "segmentation";
  const options = [
    `'${name}'`,
    `weights=${isByWeights ? `'${weights}'` : "None"}`,
    ...(name === "quantized_googlenet" ? ["aux_logits=False", "init_weights=False"] : []),
    ...(name === "quantized_inception_v3" ? ["init_weights=False"] : []),
  ];
  return `models.get_model(${options.join(", ")})`;
}

const mostDifference = 0.01;
// Published figures are rounded to 0.001 · 10⁹.
const publishedRounding = 0.5e6;

/** As a part of the published figure; undefined where that is of something else. */
export function otherError({ comparable, ops }: OtherResult): number | undefined {
  return comparable === undefined ? undefined : comparable / (ops * 1e9) - 1;
}

export function otherCheck(it: OtherResult): readonly [string, boolean] {
  const error = otherError(it);
  const most = Math.max(mostDifference, publishedRounding / (it.ops * 1e9));
  const isClose = error === undefined ? it.kind === "optical_flow" : Math.abs(error) <= most;
  const difference = error === undefined ? "" : `; multiply-adds ${(error * 100).toFixed(2)}% from published`;
  const remarks = [it.reason, it.complaint].filter((text) => text !== undefined);
  return [
    [
      `${it.name} (traced, ${it.weights}, ${it.kind}): ${it.parameters} parameters, published ${it.numParams}${difference}`,
      ...remarks,
    ].join("; "),
    it.complaint === undefined && it.parameters === it.numParams && it.multiplyAdds !== undefined && isClose,
  ];
}
