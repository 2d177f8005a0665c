import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { groupBy } from "../../core/predict/group-by.ts";
import { type Outcome } from "./calibrate.ts";
import { type Residual } from "./validate.ts";

/** One picture for each kind of unit: what was predicted of left-out networks against what was measured. */
export async function plotsOf({
  models,
}: Outcome): Promise<readonly (readonly [file: string, svg: string])[]> {
  const kinds = [...groupBy(models, (it) => it.sample.kind)];
  return Promise.all(
    kinds.map(async ([kind, list]) => [`docs/pictures/prediction-${kind}.svg`, await svgOf(list)] as const),
  );
}

async function svgOf(residuals: readonly Residual[]): Promise<string> {
  const view = new View(parse(compile(specOf(residuals)).spec), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  return `${svg}\n`;
}

function specOf(residuals: readonly Residual[]): TopLevelSpec {
  const values = residuals.map(({ sample, residual }) => ({
    measured: Number((sample.seconds * 1000).toPrecision(3)),
    predicted: Number((sample.seconds * 1000 * Math.exp(residual)).toPrecision(3)),
    family: sample.measurement.family,
  }));
  const times = values.flatMap((it) => [it.measured, it.predicted]);
  const domain = [Math.min(...times), Math.max(...times)];
  const axis = (field: string, title: string) => ({
    field,
    type: "quantitative" as const,
    scale: { type: "log" as const, domain },
    title,
  });
  const line = (factor: number, isDashed: boolean) => ({
    data: { values: domain.map((it) => ({ measured: it, predicted: it * factor })) },
    mark: { type: "line" as const, color: "#888", clip: true, ...(isDashed && { strokeDash: [4, 4] }) },
    encoding: { x: axis("measured", ""), y: axis("predicted", "") },
  });
  return {
    background: "white",
    config: { aria: false },
    width: 520,
    height: 520,
    layer: [
      line(1, false),
      line(1.3, true),
      line(1 / 1.3, true),
      {
        data: { values },
        mark: { type: "point" as const, filled: true, size: 22, opacity: 0.6 },
        encoding: {
          x: axis("measured", "measured, ms"),
          y: axis("predicted", "predicted without this network, ms; dashed: 1.3 times off"),
          color: { field: "family", type: "nominal" as const, scale: { scheme: "tableau20" as const } },
        },
      },
    ],
  };
}
