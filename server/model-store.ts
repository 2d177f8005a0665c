// Keeps the views of open models, each for one state of its file or text; it must not answer with an older one.
import { statSync } from "node:fs";
import { basename } from "node:path";
import { URI } from "vscode-uri";
import { type Result } from "../core/graph/problem.ts";
import { analysisSteps } from "../core/metrics/analyze.ts";
import { type InputChoices } from "../core/metrics/bindings.ts";
import { type Steps } from "../core/metrics/walk.ts";
import { byteSource } from "../core/read/byte-source.ts";
import { readOnnx } from "../core/read/onnx.ts";
import { printOnnxText } from "../core/read/onnx-print.ts";
import { readOnnxText } from "../core/read/onnx-text.ts";
import { type Settings } from "../protocol/settings.ts";
import { modelView, type ModelView } from "./model-view.ts";
import { isCheckpoint, openCheckpoint, type OpenedCheckpoint, readWeights } from "./open-checkpoint.ts";
import { openModel, type OpenedModel } from "./open-model.ts";
import { weightsView, type WeightsView } from "./weights/weights-view.ts";

/** What stops long work: an LSP cancellation token, or a newer version of the document. */
export interface StopSignal {
  readonly isCancellationRequested: boolean;
}

export class Cancelled extends Error {}

/** A text that the editor holds. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** The bytes of a file that only the editor can read, in the state that `stamp` stands for. */
export interface OpenBytes {
  readonly uri: string;
  readonly stamp: string;
  readonly bytes: Uint8Array;
}

/** A document or file, and what it was like when it was looked at. */
interface State {
  readonly key: string;
  readonly stamp: string;
}

/** What a file or a text can be shown as. */
export type FileView = ModelView | WeightsView;

interface Entry {
  readonly stamp: string;
  readonly view: FileView;
}

/** Work under way for one state; it stops when nobody waits for it any more. */
interface Pending {
  readonly stamp: string;
  readonly waiting: StopSignal[];
  readonly view: Promise<FileView>;
}

// A view of 100,000 nodes takes some 100 MB; a person looks at few models at once.
const maxViews = 6;

export class ModelStore {
  private readonly entries = new Map<string, Entry>();
  private readonly pending = new Map<string, Pending>();

  /** The view of a text under edit. */
  async ofText({ uri, version, text }: OpenText, settings: Settings, stop: StopSignal): Promise<ModelView> {
    const stamp = stampOf(String(version), settings);
    const view = await this.shared({ key: uri, stamp }, stop, async (anyStop) => {
      const { value, problems } = readOnnxText(text);
      const analysis = await interruptible(analysisSteps(value.model, choicesOf(settings)), anyStop);
      const parts = { name: nameOf(uri), text, map: value.map, model: value.model, problems, analysis };
      return modelView({ ...parts, isPrinted: false });
    });
    // A text is a model whatever it says.
    return view as ModelView;
  }

  /** The view of a file of a model or of weights on this machine's disk. */
  async ofFile(path: string, settings: Settings, stop: StopSignal): Promise<Result<FileView>> {
    const stamp = stampOf(fileStamp(path), settings);
    try {
      const view = await this.shared({ key: path, stamp }, stop, async (anyStop) => {
        if (isCheckpoint(path)) {
          const opened = await openCheckpoint(path);
          if (!opened.ok) throw new Unreadable(opened);
          return weightsParts(opened.value, settings, anyStop);
        }
        const opened = openModel(path);
        if (!opened.ok) throw new Unreadable(opened);
        return viewParts(opened.value, settings, anyStop);
      });
      return { ok: true, value: view };
    } catch (error) {
      if (error instanceof Unreadable) return error.result;
      throw error;
    }
  }

  /** The view of a model that only the editor could read (a virtual workspace). */
  async ofBytes(
    { uri, stamp, bytes }: OpenBytes,
    settings: Settings,
    stop: StopSignal,
  ): Promise<Result<FileView>> {
    const name = nameOf(uri);
    try {
      const view = await this.shared({ key: uri, stamp: stampOf(stamp, settings) }, stop, async (anyStop) => {
        if (isCheckpoint(name)) {
          const checkpoint = await readWeights(byteSource(bytes), name);
          if (!checkpoint.ok) throw new Unreadable(checkpoint);
          const opened = { name, path: uri, size: bytes.length, checkpoint: checkpoint.value };
          return weightsParts(opened, settings, anyStop);
        }
        const { value: model, problems } = readOnnx(byteSource(bytes));
        return viewParts({ name, path: uri, model, problems }, settings, anyStop);
      });
      return { ok: true, value: view };
    } catch (error) {
      if (error instanceof Unreadable) return error.result;
      throw error;
    }
  }

  /** The view of a state that was seen before, if it is still kept. */
  known(key: string, stamp: string, settings: Settings): FileView | undefined {
    return this.kept({ key, stamp: stampOf(stamp, settings) });
  }

  forget(key: string): void {
    this.entries.delete(key);
    this.pending.delete(key);
  }

  /** An editor asks for hover, hints, lenses and symbols at once: all of them wait for one piece of work. */
  private async shared(
    { key, stamp }: State,
    stop: StopSignal,
    make: (stop: StopSignal) => Promise<FileView>,
  ): Promise<FileView> {
    const kept = this.kept({ key, stamp });
    if (kept) return kept;
    const known = this.pending.get(key);
    const work = known?.stamp === stamp ? known : this.start({ key, stamp }, make);
    work.waiting.push(stop);
    try {
      const view = await work.view;
      if (stop.isCancellationRequested) throw new Cancelled();
      return view;
    } catch (error) {
      // Those who waited before gave up, in the moment before this one came.
      const isOthers = error instanceof Cancelled && !stop.isCancellationRequested;
      if (isOthers) return this.shared({ key, stamp }, stop, make);
      throw error;
    }
  }

  private start({ key, stamp }: State, make: (stop: StopSignal) => Promise<FileView>): Pending {
    const waiting: StopSignal[] = [];
    const anyStop = {
      get isCancellationRequested() {
        return waiting.every((it) => it.isCancellationRequested);
      },
    };
    const work = async () => {
      // Whoever starts it is put on the list first.
      await Promise.resolve();
      try {
        const view = await make(anyStop);
        if (this.pending.get(key) === pending) this.keep(key, { stamp, view });
        return view;
      } finally {
        if (this.pending.get(key) === pending) this.pending.delete(key);
      }
    };
    const pending: Pending = { stamp, waiting, view: work() };
    this.pending.set(key, pending);
    return pending;
  }

  private kept({ key, stamp }: State): FileView | undefined {
    const entry = this.entries.get(key);
    if (entry?.stamp !== stamp) return undefined;
    this.keep(key, entry);
    return entry.view;
  }

  private keep(key: string, entry: Entry): void {
    // Reinserting moves it to the end, so that the first one is the longest unused.
    this.entries.delete(key);
    this.entries.set(key, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > maxViews && oldest !== undefined) this.entries.delete(oldest);
  }
}

/** Carries a refusal out of the work that several may wait for. */
class Unreadable extends Error {
  constructor(readonly result: Result<never>) {
    super();
  }
}

async function viewParts(opened: OpenedModel, settings: Settings, stop: StopSignal): Promise<ModelView> {
  const { name, model, problems, source } = opened;
  const analysis = await interruptible(analysisSteps(model, choicesOf(settings)), stop);
  const { text, map } = source ?? printOnnxText(model, { fileName: name });
  return modelView({ name, model, problems, analysis, text, map, isPrinted: source === undefined });
}

/** An exported program holds a graph, and is shown as one. */
async function weightsParts(
  { name, path, size, checkpoint }: OpenedCheckpoint,
  settings: Settings,
  stop: StopSignal,
): Promise<FileView> {
  const { model, problems } = checkpoint;
  const fatal = problems.find((it) => it.code === "unreadable");
  if (fatal) throw new Unreadable({ ok: false, error: fatal });
  if (model) return viewParts({ name, path, model, problems }, settings, stop);
  return weightsView({ name, ...(size !== undefined && { size }) }, checkpoint);
}

function stampOf(state: string, { bindings }: Settings): string {
  return `${state} ${JSON.stringify(bindings)}`;
}

function choicesOf({ bindings }: Settings): InputChoices {
  return { bindings: new Map(Object.entries(bindings)), shapes: new Map() };
}

function nameOf(uri: string): string {
  return basename(URI.parse(uri).path);
}

function fileStamp(path: string): string {
  try {
    const { size, mtimeMs, ino } = statSync(path);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    return "missing";
  }
}

const sliceMs = 20;

/** Runs steps in slices between which messages are handled, so that a cancel or an edit can stop them. */
async function interruptible<T>(steps: Steps<T>, stop: StopSignal): Promise<T> {
  for (;;) {
    if (stop.isCancellationRequested) throw new Cancelled();
    const until = performance.now() + sliceMs;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await new Promise((resume) => setImmediate(resume));
  }
}
