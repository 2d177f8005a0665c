import { describe, expect, test, vi } from "vitest";
import { analyze } from "../../core/metrics/analyze.ts";
import { tracedModel } from "../../core/read/trace.test-helper.ts";
import { defaultSettings } from "../../protocol/settings.ts";
import { PythonStore, type PythonText } from "./python-store.ts";
import { type PythonView } from "./python-view.ts";
import { type TracedFile, type TracedView } from "./traced-file.ts";

const uri = "file:///net.py";
const syntax = { classes: [], functions: [], layers: [], faults: [] };

interface Finish {
  readonly failure?: string;
  /** Names of models. */
  readonly models?: readonly string[];
  readonly waiting?: readonly string[];
}

interface Running {
  readonly document: PythonText;
  readonly signal: AbortSignal;
  readonly isForFirst: boolean;
  readonly finish: (how?: Finish) => void;
}

function modelOf(name: string, { version, text }: PythonText): TracedView {
  const entry = { class: name, call: `${name}()`, kind: "class", name };
  const traced = tracedModel({ entry, nodes: [] });
  return { source: { path: "/net.py", version, text }, traced, analysis: analyze(traced.model), places: [] };
}

/** Names, with a mark on those whose numbers are old. */
function shown({ models }: PythonView): readonly string[] {
  return models.map((it) => `${it.traced.entry.name}${it.isStale ? " (old)" : ""}`);
}

/** A store whose traces end when the test says so. */
function storeWith() {
  const running: Running[] = [];
  const changes: string[] = [];
  const store = new PythonStore({
    parser: () => Promise.resolve({ parse: () => syntax }),
    changed: (it) => void changes.push(it),
    trace: (document, _, { signal, first }) =>
      new Promise<TracedFile>((resolve) => {
        const finish = ({ failure, waiting = [], models = [] }: Finish = {}) =>
          resolve({
            ...document,
            models: models.map((it) => modelOf(it, document)),
            findings: [],
            isCutShort: failure !== undefined,
            waiting,
            ...(failure !== undefined && { failure }),
          });
        running.push({ document, signal, isForFirst: first !== undefined, finish });
      }),
  });
  const view = (version: number, canTrace = true) =>
    store.view({ uri, version, text: `v${version}` }, defaultSettings, canTrace);
  return { store, running, changes, view };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 100));

describe("PythonStore", () => {
  test("answers at once, and tells when the trace is there", async () => {
    const { running, changes, view } = storeWith();
    expect(await view(1)).toMatchObject({ isTracing: true, models: [] });
    running[0]?.finish();
    await settled();
    expect(changes).toEqual([uri]);
    expect(await view(1)).toMatchObject({ isTracing: false, isUpdating: false });
    expect(running.length).toBe(1);
  });

  test("stops the trace of a text that changed, and keeps nothing of it", async () => {
    const { running, view } = storeWith();
    await view(1);
    await view(2);
    expect(running[0]?.signal.aborted).toBe(true);
    running[0]?.finish({ models: ["Net"] });
    await settled();
    expect(await view(2)).toMatchObject({ isTracing: true, models: [] });
    expect(running.map((it) => it.document.version)).toEqual([1, 2]);
  });

  test("keeps the last good result, marked old, while the code fails", async () => {
    const { running, view } = storeWith();
    await view(1);
    running[0]?.finish({ models: ["Net"] });
    await settled();
    await view(2);
    await settled();
    running[1]?.finish({ failure: "SyntaxError" });
    await settled();
    const failed = await view(2);
    expect(failed.failure).toBe("SyntaxError");
    expect(shown(failed)).toEqual(["Net (old)"]);
    await view(3);
    await settled();
    running[2]?.finish({ models: ["Net"] });
    await settled();
    const good = await view(3);
    expect(shown(good)).toEqual(["Net"]);
    expect(good.failure).toBeUndefined();
  });

  test("gives the first numbers before it runs all models, and forgets those that are gone", async () => {
    const { running, changes, view } = storeWith();
    await view(1);
    running[0]?.finish({ models: ["Small", "Large", "Gone"] });
    await settled();
    await view(2);
    await settled();
    expect(running[1]?.isForFirst).toBe(true);
    running[1]?.finish({ models: ["Large"], waiting: ["Small", "Gone"] });
    await settled();
    const early = await view(2);
    expect(early).toMatchObject({ isTracing: false, isUpdating: true });
    expect(shown(early)).toEqual(["Small (old)", "Large", "Gone (old)"]);
    await vi.waitFor(() => expect(running.length).toBe(3));
    expect(running[2]?.isForFirst).toBe(false);
    running[2]?.finish({ models: ["Large", "Small"] });
    await settled();
    const late = await view(2);
    expect(late.isUpdating).toBe(false);
    expect(shown(late)).toEqual(["Large", "Small"]);
    expect(changes.length).toBe(3);
  });

  test("runs nothing before it may", async () => {
    const { running, view } = storeWith();
    expect(await view(1, false)).toMatchObject({ canTrace: false, isTracing: false });
    expect(running).toEqual([]);
  });

  test("shows nothing of earlier runs once it may no longer", async () => {
    const { running, view } = storeWith();
    await view(1);
    running[0]?.finish({ failure: "failed" });
    await settled();
    expect((await view(1, false)).failure).toBeUndefined();
  });

  test("the first hover waits for the first trace", async () => {
    const { store, running } = storeWith();
    const first = store.firstView({ uri, version: 1, text: "" }, defaultSettings, true);
    await settled();
    running[0]?.finish({ failure: "no such module" });
    expect(await first).toMatchObject({ isTracing: false, failure: "no such module" });
  });
});
