// The edgewise.json and the user's devices around each document, and their problems; it must not keep what was changed on disk.
import { dirname, resolve } from "node:path";
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { type Severity } from "../../core/graph/problem.ts";
import { type Budgets } from "../../core/rules/contract/subject.ts";
import { type FileProblem, openProject, type Project } from "../project/open-project.ts";
import { type WantedTarget } from "../project/targets.ts";

/** An editor that does not watch files for us: what was read is read again after so long. */
const freshMs = 3000;

interface Read {
  readonly at: number;
  readonly project: Project | undefined;
  readonly problems: readonly FileProblem[];
}

export class Projects {
  private readonly read = new Map<string, Read>();
  /** Files that have problems on screen, and which. */
  private readonly told = new Map<string, string>();

  constructor(
    private readonly tell: (uri: string, diagnostics: Diagnostic[]) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** Undefined where the document is in no folder of this machine, or its edgewise.json has an error. */
  around(uri: string): Project | undefined {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === "file" ? this.inFolder(dirname(fsPath)) : undefined;
  }

  inFolder(folder: string): Project | undefined {
    const known = this.read.get(folder);
    if (known && this.now() - known.at < freshMs) return known.project;
    const opened = openProject(folder);
    const problems = opened.ok ? opened.value.problems : opened.error;
    const project = opened.ok ? opened.value : undefined;
    this.read.set(folder, { at: this.now(), project, problems });
    this.show();
    return project;
  }

  /** Files changed: all is read anew when it is asked for. */
  forget(): void {
    const folders = [...this.read.keys()];
    this.read.clear();
    for (const it of folders) this.inFolder(it);
  }

  private show(): void {
    const byFile = new Map<string, Map<string, FileProblem>>();
    for (const { problems } of this.read.values())
      for (const it of problems) {
        const { file = "" } = it.location;
        const known = byFile.get(file) ?? new Map<string, FileProblem>();
        byFile.set(file, known.set(JSON.stringify(it), it));
      }
    for (const file of this.told.keys())
      if (!byFile.has(file)) {
        this.told.delete(file);
        this.tell(URI.file(file).toString(), []);
      }
    for (const [file, problems] of byFile) {
      const stamp = [...problems.keys()].join("\n");
      // Read again and again, and told once.
      if (this.told.get(file) === stamp) continue;
      this.told.set(file, stamp);
      this.tell(URI.file(file).toString(), [...problems.values()].map(toDiagnostic));
    }
  }
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const satisfies Record<Severity, DiagnosticSeverity>;

function toDiagnostic({ severity, message, location }: FileProblem): Diagnostic {
  const at = (line = 1, column = 1) => ({ line: line - 1, character: column - 1 });
  const { line, column, endLine, endColumn } = location;
  return {
    range: { start: at(line, column), end: at(endLine ?? line, endColumn ?? column) },
    severity: severities[severity],
    source: "edgewise",
    message,
  };
}

/** The devices of edgewise.json. */
export function projectTargets(project: Project): readonly WantedTarget[] {
  return (project.content.devices ?? []).map((it) => {
    if (typeof it === "string") return { name: it };
    const { id, ...rest } = it;
    return { name: id, ...rest };
  });
}

/** What a file has to keep: its own budgets before those of the project. */
export function budgetsOf(project: Project, path: string): Budgets {
  const { budgets = {}, models = [] } = project.content;
  const own = models.find((it) => typeof it !== "string" && resolve(project.folder, it.path) === path);
  return { ...budgets, ...(typeof own === "object" && own.budgets) };
}
