/** Puts into words what loading a pickle would run. It must name every import that is not torch's own. */
import { type Problem, type ProblemList } from "../graph/problem.ts";
import { type PickleReading } from "./pickle.ts";
import { type PickleImport } from "./pickle-effects.ts";
import { presentName, type Verdict, verdictOf } from "./pickle-verdict.ts";
import { quoted } from "./quoted.ts";

export interface CheckpointImport {
  readonly module: string;
  readonly name: string;
  /** How often loading the file would call it, or make an object of it. */
  readonly calls: number;
  /** torch.load takes it with `weights_only=True`, its default since 2.6. */
  readonly isAllowed: boolean;
  readonly verdict: Verdict;
  /** Of the file; undefined when it is compressed there. */
  readonly offset?: number;
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
  return imports.map((it) => {
    const verdict = verdictOf(it, place.isTorchScript);
    const { module, name, calls } = it;
    return { module, name, calls, isAllowed: verdict === "allowed", verdict, ...at(it.offset, place) };
  });
}

export function addPickleProblems(
  { imports, effects, problem }: Pick<PickleReading, "imports" | "effects" | "problem">,
  place: PicklePlace,
  problems: ProblemList,
): void {
  const foreign: Problem[] = [];
  for (const it of imports) {
    const verdict = verdictOf(it, place.isTorchScript);
    if (verdict === "code") problems.add(codeProblem(it, place));
    else if (verdict !== "allowed") foreign.push(foreignProblem(it, verdict, place));
  }
  for (const { what, offset } of effects) {
    const message = `Loading this file runs code: it ${what} (byte ${offset} of ${place.name}). It was not run here.`;
    problems.add({ code: "pickle-code-execution", severity: "error", message, ...at(offset, place) });
  }
  // After what runs code: only so many problems are kept.
  for (const it of foreign) problems.add(it);
  if (problem) problems.add({ ...withoutOffset(problem), ...at(problem.offset ?? 0, place) });
}

function codeProblem(it: PickleImport, place: PicklePlace): Problem {
  // Which modules `os` is made of depends on the system; people know it as `os`.
  const known = /^(posix|nt)$/.test(it.module) ? ` (os.${quoted(it.name).slice(1, -1)})` : "";
  const does = `${it.calls > 0 ? "calls" : "imports"} ${pathOf(it)}${known}`;
  return {
    code: "pickle-code-execution",
    severity: "error",
    message: `Loading this file runs code: it ${does} (byte ${it.offset} of ${place.name}), which torch refuses to load as weights only. It was not run here.`,
    subject: importPath(it),
    ...at(it.offset, place),
  };
}

/** A class or function that is not torch's own: harmless perhaps, but torch.load refuses it unless it is told to trust the file. */
function foreignProblem(it: PickleImport, verdict: Verdict, place: PicklePlace): Problem {
  const does = verdict === "function" || it.calls === 0 ? "names" : "makes objects of";
  return {
    code: "pickle-code-execution",
    severity: "error",
    message: `This file needs code of its own to load: it ${does} ${pathOf(it)} (byte ${it.offset} of ${place.name}), which torch refuses to load as weights only. torch.load takes it with weights_only=False, which trusts the file.`,
    subject: importPath(it),
    ...at(it.offset, place),
  };
}

/** As Python 3 names it. */
export function importPath({ module, name }: Pick<PickleImport, "module" | "name">): string {
  return presentName(module, name).join(".");
}

function pathOf(it: PickleImport): string {
  return quoted(importPath(it)).slice(1, -1);
}

function at(offset: number, { base }: PicklePlace): { readonly offset?: number } {
  return base === undefined ? {} : { offset: base + offset };
}

function withoutOffset({ offset: _, ...rest }: Problem): Problem {
  return rest;
}
