import { relative, resolve } from "node:path";
import { type Budgets } from "../../core/rules/contract/subject.ts";
import { type ProjectModel } from "../../protocol/project-file.ts";
import { type Project } from "../../server/project/open-project.ts";
import { type ModelChoice } from "../load-model.ts";

export interface ModelToCheck {
  readonly choice: ModelChoice;
  readonly budgets: Budgets;
}

/** The files that were named, read as edgewise.json says where it lists them; without any, all that it lists. */
export function modelsToCheck(
  files: readonly string[],
  { folder, content }: Project,
  trust: boolean,
): readonly ModelToCheck[] {
  const listed = (content.models ?? []).map((it) => {
    const entry: ProjectModel = typeof it === "string" ? { path: it } : it;
    return { entry, file: resolve(folder, entry.path) };
  });
  const wanted =
    files.length === 0
      ? listed.map(({ entry, file }) => ({ entry, path: relative(process.cwd(), file) || file }))
      : files.flatMap((path) => {
          const own = listed.filter(({ file }) => file === resolve(path));
          return own.length > 0 ? own.map(({ entry }) => ({ entry, path })) : [{ entry: { path }, path }];
        });
  return wanted.map(({ entry, path }) => ({
    choice: choiceOf(entry, path, { folder, trust }),
    budgets: { ...content.budgets, ...entry.budgets },
  }));
}

function choiceOf(
  { class: className, args, call, input = [], inputs, searchPath = [], bind = {} }: ProjectModel,
  path: string,
  { folder, trust }: { readonly folder: string; readonly trust: boolean },
): ModelChoice {
  return {
    path,
    bind: new Map(Object.entries(bind)),
    input,
    searchPath: searchPath.map((it) => resolve(folder, it)),
    trust,
    ...(className !== undefined && { class: className }),
    ...(args !== undefined && { args }),
    ...(call !== undefined && { call }),
    ...(inputs !== undefined && { inputs }),
  };
}
