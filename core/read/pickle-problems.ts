/** Puts into words what loading a pickle would run. It must name every import that is not torch's own. */
import { type Problem, type ProblemList } from "../graph/problem.ts";
import { type PickleReading } from "./pickle.ts";
import { type PickleImport } from "./pickle-effects.ts";
import { presentName, verdictOf } from "./pickle-verdict.ts";
import { quoted } from "./quoted.ts";

export interface CheckpointImport {
  readonly module: string;
  readonly name: string;
  /** How often loading the file would call it, or make an object of it. */
  readonly calls: number;
  /** torch.load takes it with `weights_only=True`, its default since 2.6. */
  readonly isAllowed: boolean;
}

/** Where a pickle lies: its name for messages, and what has to be added to make its offsets those of the file. */
export interface PicklePlace {
  readonly name: string;
  /** Undefined when it is compressed, so that its bytes have no place in the file. */
  readonly base?: number;
  readonly isTorchScript?: boolean;
}

export function pickleImports(
  { imports }: Pick<PickleReading, "imports">,
  place: PicklePlace,
): readonly CheckpointImport[] {
  return imports.map((it) => ({
    module: it.module,
    name: it.name,
    calls: it.calls,
    isAllowed: verdictOf(it, place.isTorchScript) === "allowed",
  }));
}

export function addPickleProblems(
  { imports, effects, problem }: Pick<PickleReading, "imports" | "effects" | "problem">,
  place: PicklePlace,
  problems: ProblemList,
): void {
  const foreign: PickleImport[] = [];
  for (const it of imports) {
    const verdict = verdictOf(it, place.isTorchScript);
    if (verdict === "code") problems.add(codeProblem(it, place));
    else if (verdict !== "allowed") foreign.push(it);
  }
  for (const { what, offset } of effects) {
    const message = `Loading this file runs code: it ${what} (byte ${offset} of ${place.name}). It was not run here.`;
    problems.add({ code: "pickle-code-execution", severity: "error", message, ...at(offset, place) });
  }
  if (foreign.length > 0) problems.add(foreignProblem(foreign, place));
  if (problem) problems.add({ ...withoutOffset(problem), ...at(problem.offset ?? 0, place) });
}

function codeProblem(it: PickleImport, place: PicklePlace): Problem {
  const does = it.calls > 0 ? `calls ${pathOf(it)}` : `imports ${pathOf(it)}`;
  return {
    code: "pickle-code-execution",
    severity: "error",
    message: `Loading this file runs code: it ${does} (byte ${it.offset} of ${place.name}), which torch refuses to load as weights only. It was not run here.`,
    ...at(it.offset, place),
  };
}

const mostNamed = 4;

/** Of all classes at once: a whole model names one for each kind of layer. */
function foreignProblem(imports: readonly PickleImport[], place: PicklePlace): Problem {
  const isOwn = (it: PickleImport) => !/^(torch|numpy|collections|builtins|copyreg)(\.|$)/.test(it.module);
  const order = [...imports].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  const [first] = order;
  const named = order.slice(0, mostNamed).map(pathOf).join(", ");
  const more = order.length > mostNamed ? ` and ${order.length - mostNamed} more` : "";
  const offset = first?.offset ?? 0;
  return {
    code: "pickle-code-execution",
    severity: "warning",
    message: `This file needs code of its own to load: it uses ${named}${more} (first at byte ${offset} of ${place.name}). torch.load takes it only with weights_only=False, which trusts the file.`,
    ...at(offset, place),
  };
}

function pathOf({ module, name }: PickleImport): string {
  return quoted(presentName(module, name).join(".")).slice(1, -1);
}

function at(offset: number, { base }: PicklePlace): { readonly offset?: number } {
  return base === undefined ? {} : { offset: base + offset };
}

function withoutOffset({ offset: _, ...rest }: Problem): Problem {
  return rest;
}
