/**
 * The ONNX backend tests as judge of the operator table: every model parses, and the inferred output types equal the
 * expected outputs'. Values of the inputs are not given, only their shapes.
 */
import { readFileSync } from "node:fs";
import { type ValueType } from "../../core/graph/value-type.ts";
import { dimText } from "../../core/graph/dim.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { noChoices } from "../../core/metrics/bindings.ts";
import { byteSource } from "../../core/read/byte-source.ts";
import { readOnnx } from "../../core/read/onnx.ts";

export interface Manifest {
  readonly onnx: string;
  readonly models: readonly BackendModel[];
}

interface BackendModel {
  readonly name: string;
  readonly path: string;
  /** A copy without the shapes that the model states for its own outputs. */
  readonly stripped?: string;
  readonly operators: readonly string[];
  readonly inputs: readonly Expected[];
  readonly outputs: readonly (Expected & { readonly valueDependent: boolean; readonly reason?: string })[];
  readonly valueDependent: boolean;
}

type Expected =
  | {
      readonly name: string;
      readonly kind: "tensor";
      readonly dtype: string;
      readonly shape: readonly number[];
    }
  | { readonly name: string; readonly kind: "sequence"; readonly elements: readonly unknown[] }
  | { readonly name: string; readonly kind: "optional"; readonly value: unknown };

export interface BackendResult {
  readonly name: string;
  readonly operators: readonly string[];
  readonly outcome: "equal" | "differs" | "value-dependent" | "unreadable";
  readonly detail?: string;
}

export function judgeBackend(manifest: Manifest): readonly BackendResult[] {
  return manifest.models.map(judge);
}

function judge(model: BackendModel): BackendResult {
  const { name, operators } = model;
  const result = (outcome: BackendResult["outcome"], detail?: string): BackendResult => ({
    name,
    operators,
    outcome,
    ...(detail && { detail }),
  });
  const { value, problems } = readOnnx(byteSource(readFileSync(model.stripped ?? model.path)));
  const unread = problems.find((it) => it.severity === "error");
  if (unread) return result("unreadable", unread.message);
  const shapes = new Map(
    model.inputs.flatMap((it) => (it.kind === "tensor" ? [[it.name, it.shape] as const] : [])),
  );
  const { outputs, problems: found } = analyze(value, { ...noChoices, shapes });
  const wrong: string[] = [];
  for (const [i, expected] of model.outputs.entries()) {
    if (expected.valueDependent) continue;
    const given = outputs[i]?.type;
    const [want, have] = [expectedText(expected), inferredText(given, expected)];
    if (want !== have) wrong.push(`${expected.name}: expected ${want}, inferred ${have}`);
  }
  if (wrong.length > 0) return result("differs", [...wrong, ...found.map((it) => it.message)].join("; "));
  return result(model.valueDependent ? "value-dependent" : "equal");
}

function expectedText(expected: Expected): string {
  if (expected.kind === "tensor") return `${expected.dtype} [${expected.shape.join(",")}]`;
  return expected.kind;
}

function inferredText(type: ValueType | undefined, expected: Expected): string {
  if (!type) return "nothing";
  if (type.kind === "tensor" || type.kind === "sparse") {
    return `${type.dtype ?? "?"} [${type.shape?.map(dimText).join(",") ?? "?"}]`;
  }
  // Sequences carry one element type for all; their kind is what can be known without the values.
  if (type.kind === "optional" && expected.kind !== "optional" && type.element)
    return inferredText(type.element, expected);
  return type.kind;
}

if (process.argv[1]?.endsWith("backend.ts") && process.argv[2]) {
  const results = judgeBackend(JSON.parse(readFileSync(process.argv[2], "utf8")) as Manifest);
  const tally = new Map<string, number>();
  for (const it of results) tally.set(it.outcome, (tally.get(it.outcome) ?? 0) + 1);
  console.log(Object.fromEntries(tally));
  for (const it of results)
    if (it.outcome === "differs" || it.outcome === "unreadable")
      console.log(it.name, it.operators.join(","), it.detail);
}
