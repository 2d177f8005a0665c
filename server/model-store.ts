// Keeps the views of open models, each for one state of its file or text; it must not answer with an older one.
import { statSync } from "node:fs";
import { basename } from "node:path";
import { type Result } from "../core/graph/problem.ts";
import { analysisSteps } from "../core/metrics/analyze.ts";
import { type InputChoices } from "../core/metrics/bindings.ts";
import { type Steps } from "../core/metrics/walk.ts";
import { byteSource } from "../core/read/byte-source.ts";
import { readOnnx } from "../core/read/onnx.ts";
import { printOnnxText } from "../core/read/onnx-print.ts";
import { readOnnxText } from "../core/read/onnx-text.ts";
import { type Settings } from "../protocol/settings.ts";
import { modelView, type ModelView, type ViewParts } from "./model-view.ts";
import { openModel, type OpenedModel } from "./open-model.ts";

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

interface Entry {
  readonly stamp: string;
  readonly view: ModelView;
}

// A view of 100,000 nodes takes some 100 MB; a person looks at few models at once.
const maxViews = 6;

export class ModelStore {
  private readonly entries = new Map<string, Entry>();

  /** The view of a text under edit. */
  async ofText(document: OpenText, settings: Settings, stop: StopSignal): Promise<ModelView> {
    const stamp = `${document.version} ${JSON.stringify(settings.bindings)}`;
    return this.cached(document.uri, stamp, async () => {
      const { value, problems } = readOnnxText(document.text);
      const analysis = await interruptible(analysisSteps(value.model, choicesOf(settings)), stop);
      const name = basename(decodeURIComponent(document.uri));
      return { name, text: document.text, map: value.map, model: value.model, problems, analysis };
    });
  }

  /** The view of a model file on this machine's disk. */
  async ofFile(path: string, settings: Settings, stop: StopSignal): Promise<Result<ModelView>> {
    const stamp = `${fileStamp(path)} ${JSON.stringify(settings.bindings)}`;
    const known = this.entries.get(path);
    if (known?.stamp === stamp) return { ok: true, value: known.view };
    const opened = openModel(path);
    if (!opened.ok) return opened;
    return { ok: true, value: await this.cached(path, stamp, () => viewParts(opened.value, settings, stop)) };
  }

  /** The view of a model that only the editor could read (a virtual workspace). */
  async ofBytes(
    uri: string,
    bytes: Uint8Array,
    at: { settings: Settings; stop: StopSignal },
  ): Promise<ModelView> {
    const stamp = `${bytes.length} ${JSON.stringify(at.settings.bindings)}`;
    return this.cached(uri, stamp, async () => {
      const { value: model, problems } = readOnnx(byteSource(bytes));
      return viewParts({ name: basename(uri), path: uri, model, problems }, at.settings, at.stop);
    });
  }

  forget(key: string): void {
    this.entries.delete(key);
  }

  private async cached(key: string, stamp: string, make: () => Promise<ViewParts>): Promise<ModelView> {
    const known = this.entries.get(key);
    if (known?.stamp === stamp) return known.view;
    const view = modelView(await make());
    // Reinserting moves it to the end, so that the first one is the longest unused.
    this.entries.delete(key);
    this.entries.set(key, { stamp, view });
    const [oldest] = this.entries.keys();
    if (this.entries.size > maxViews && oldest !== undefined) this.entries.delete(oldest);
    return view;
  }
}

async function viewParts(opened: OpenedModel, settings: Settings, stop: StopSignal): Promise<ViewParts> {
  const { name, model, problems, source } = opened;
  const analysis = await interruptible(analysisSteps(model, choicesOf(settings)), stop);
  const { text, map } = source ?? printOnnxText(model, { fileName: name });
  return { name, model, problems, analysis, text, map };
}

function choicesOf({ bindings }: Settings): InputChoices {
  return { bindings: new Map(Object.entries(bindings)), shapes: new Map() };
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
    const until = performance.now() + sliceMs;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await new Promise((resume) => setImmediate(resume));
    if (stop.isCancellationRequested) throw new Cancelled();
  }
}
