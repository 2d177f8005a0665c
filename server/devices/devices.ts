// On which devices each document's models are to run, and what they will do there; it must not make typing wait.
import { type CancellationToken, type Diagnostic } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { devices as catalogue } from "../../core/devices/index.ts";
import { type Device } from "../../core/devices/contract/device.ts";
import { type Problem, type Severity } from "../../core/graph/problem.ts";
import { type Analysis, type NodeReport } from "../../core/metrics/analysis.ts";
import { type Budgets } from "../../core/rules/contract/subject.ts";
import { type Settings } from "../../protocol/settings.ts";
import { modelScheme } from "../../protocol/requests.ts";
import { Cancelled } from "../model-store.ts";
import { fileOfModelUri } from "../model-uri.ts";
import { predictOn } from "../project/evaluate.ts";
import { type ProjectTarget, type WantedTarget } from "../project/targets.ts";
import { chosenTargets, usableTargets } from "./chosen-targets.ts";
import { evaluated, type Evaluated } from "./evaluated.ts";
import { budgetsOf, projectTargets, Projects } from "./projects.ts";

/** What a document's models are held against. */
export interface Setup {
  readonly targets: readonly ProjectTarget[];
  readonly budgets: Budgets;
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** Who chose the targets. */
  readonly from: "choice" | "edgewise.json" | "nobody";
  /** The same text stands for the same setup. */
  readonly stamp: string;
}

export interface Evaluable {
  readonly analysis: Analysis;
  readonly problems: readonly Problem[];
  readonly isIgnored?: (rule: string, node: NodeReport | undefined) => boolean;
}

interface Done {
  readonly stamp: string;
  readonly evaluation: Evaluated;
}

export interface DevicesParts {
  readonly settingsFor: (uri: string) => Promise<Settings>;
  /** Something that lenses and hints show became known. */
  readonly changed: () => void;
  readonly tellProblems: (uri: string, diagnostics: Diagnostic[]) => void;
  /** Nobody waits for what runs by itself: its bugs go to the log. */
  readonly failed: (error: unknown) => void;
}

// Long enough that a burst of keys gives one evaluation.
const settleMs = 120;

export class Devices {
  readonly projects: Projects;
  private chosen: readonly WantedTarget[] | undefined;
  private readonly done = new WeakMap<Analysis, Done>();
  private readonly times = new WeakMap<
    Analysis,
    { readonly stamp: string; readonly ms: number | undefined }
  >();
  /** The last evaluation under each name, shown until the next one is there. */
  private readonly latest = new Map<string, Done>();
  private readonly waiting = new Map<string, { readonly subject: Evaluable; readonly setup: Setup }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: DevicesParts) {
    this.projects = new Projects(parts.tellProblems);
  }

  /** As the client sends it; anything but a list: nothing was chosen. */
  choose(given: unknown): void {
    this.chosen = chosenTargets(given);
    this.latest.clear();
  }

  devicesFor(uri: string): readonly Device[] {
    return this.projects.around(fileUri(uri))?.devices ?? catalogue;
  }

  async setup(uri: string): Promise<Setup> {
    const { rules } = await this.parts.settingsFor(uri);
    const project = this.projects.around(fileUri(uri));
    const wanted = this.chosen ?? (project ? projectTargets(project) : []);
    const { targets } = usableTargets(wanted, project?.devices ?? catalogue);
    const setup = {
      targets,
      budgets: project ? budgetsOf(project, URI.parse(fileUri(uri)).fsPath) : {},
      rules: { ...project?.content.rules, ...rules },
      from: this.chosen ? "choice" : targets.length > 0 ? "edgewise.json" : "nobody",
    } as const;
    return { ...setup, stamp: JSON.stringify(setup) };
  }

  /** Waits its turn: between two models other messages are answered. */
  async evaluation(subject: Evaluable, setup: Setup, token: CancellationToken): Promise<Evaluated> {
    const known = this.known(subject.analysis, setup);
    if (known) return known;
    await new Promise((resume) => setImmediate(resume));
    if (token.isCancellationRequested) throw new Cancelled();
    return this.evaluate(subject, setup);
  }

  /**
   * At once: what is known, or else what was last known under that name, while the new one is worked out; then the editor
   * is told to ask again.
   */
  evaluationSoFar(name: string, subject: Evaluable, setup: Setup): Evaluated | undefined {
    const known = this.known(subject.analysis, setup);
    if (known) {
      this.latest.set(name, { stamp: setup.stamp, evaluation: known });
      return known;
    }
    this.waiting.set(name, { subject, setup });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work().catch(this.parts.failed), settleMs);
    const before = this.latest.get(name);
    return before?.stamp === setup.stamp ? before.evaluation : undefined;
  }

  /** Milliseconds on the first target: for a comparison, so no rules are asked. */
  expectedMs(analysis: Analysis, { targets: [first], stamp }: Setup): number | undefined {
    const known = this.times.get(analysis);
    if (known?.stamp === stamp || !first) return known?.ms;
    const prediction = predictOn(analysis, first);
    const ms = "noData" in prediction ? undefined : prediction.latencyMs.expected;
    this.times.set(analysis, { stamp, ms });
    return ms;
  }

  /** Its document was closed. */
  forget(uri: string): void {
    for (const name of [...this.latest.keys(), ...this.waiting.keys()])
      if (name.startsWith(`${uri}#`)) {
        this.latest.delete(name);
        this.waiting.delete(name);
      }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.waiting.clear();
  }

  private known(analysis: Analysis, { stamp }: Setup): Evaluated | undefined {
    const done = this.done.get(analysis);
    return done?.stamp === stamp ? done.evaluation : undefined;
  }

  private evaluate({ analysis, problems, isIgnored }: Evaluable, setup: Setup): Evaluated {
    const { targets, budgets, rules, stamp } = setup;
    const evaluation = evaluated(analysis, {
      problems,
      targets,
      budgets,
      rules,
      ...(isIgnored && { isIgnored }),
    });
    this.done.set(analysis, { stamp, evaluation });
    return evaluation;
  }

  private async work(): Promise<void> {
    for (const [name, { subject, setup }] of [...this.waiting]) {
      this.waiting.delete(name);
      if (!this.known(subject.analysis, setup)) this.evaluate(subject, setup);
      await new Promise((resume) => setImmediate(resume));
    }
    this.parts.changed();
  }
}

/** The name under which a model's last evaluation is kept. */
export function modelKey(uri: string, model: string): string {
  return `${uri}#${model}`;
}

/** The file that a document shows, where it shows one. */
function fileUri(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === modelScheme ? fileOfModelUri(parsed).toString() : uri;
}
