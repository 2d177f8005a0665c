/**
 * Our totals beside the figures that torchvision publishes for its models: parameters exact, multiply-adds within 1%.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyze } from "../../core/metrics/analyze.ts";
import { byteSource } from "../../core/read/byte-source.ts";
import { readOnnx } from "../../core/read/onnx.ts";

/** An entry of models.json, as torchvision_models.py writes it. */
export interface PublishedModel {
  readonly name: string;
  readonly variant: string;
  readonly file: string;
  readonly numParams: number;
  readonly unexecutedParams: number;
  /** What a right count over this file gives; null where the exporter computed with the parameters. */
  readonly fileParams?: number | null;
  /** Published multiply-adds, in units of 10⁹, rounded to three decimals. */
  readonly ops: number;
}

export interface TorchvisionResult {
  readonly name: string;
  readonly variant: string;
  readonly parameters: number;
  readonly expectedParameters: number | undefined;
  readonly multiplyAdds: number | undefined;
  readonly publishedMultiplyAdds: number;
  readonly uncounted: number;
}

export function judgeTorchvision(folder: string): readonly TorchvisionResult[] {
  const models = JSON.parse(readFileSync(join(folder, "models.json"), "utf8")) as readonly PublishedModel[];
  return models.map((it) => {
    const { value } = readOnnx(byteSource(readFileSync(join(folder, it.file))));
    const { totals, coverage } = analyze(value);
    const published = it.variant === "preserved" ? it.numParams - it.unexecutedParams : undefined;
    return {
      name: it.name,
      variant: it.variant,
      parameters: totals.parameters,
      expectedParameters: it.fileParams ?? published,
      multiplyAdds: totals.multiplyAdds.value,
      publishedMultiplyAdds: it.ops * 1e9,
      uncounted: coverage.uncounted.length,
    };
  });
}

export function multiplyAddsError({ multiplyAdds, publishedMultiplyAdds }: TorchvisionResult): number {
  return multiplyAdds === undefined ? Infinity : multiplyAdds / publishedMultiplyAdds - 1;
}
