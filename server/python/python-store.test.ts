import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../protocol/settings.ts";
import { PythonStore, type PythonText } from "./python-store.ts";
import { type TracedFile } from "./traced-file.ts";

const uri = "file:///net.py";
const syntax = { classes: [], functions: [], layers: [], faults: [] };

/** A store whose traces end when the test says so. */
function storeWith() {
  const running: { document: PythonText; signal: AbortSignal; finish: (failure?: string) => void }[] = [];
  const changes: string[] = [];
  const store = new PythonStore({
    parser: () => Promise.resolve({ parse: () => syntax }),
    changed: (it) => void changes.push(it),
    trace: (document, _, signal) =>
      new Promise<TracedFile>((resolve) => {
        const finish = (failure?: string) =>
          resolve({ ...document, models: [], findings: [], ...(failure !== undefined && { failure }) });
        running.push({ document, signal, finish });
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
    expect(await view(1)).toMatchObject({ isTracing: true, isStale: false, models: [] });
    running[0]?.finish();
    await settled();
    expect(changes).toEqual([uri]);
    expect(await view(1)).toMatchObject({ isTracing: false, isStale: false });
    expect(running.length).toBe(1);
  });

  test("stops the trace of a text that changed, and keeps nothing of it", async () => {
    const { running, view } = storeWith();
    await view(1);
    await view(2);
    expect(running[0]?.signal.aborted).toBe(true);
    running[0]?.finish();
    await settled();
    expect(await view(2)).toMatchObject({ isTracing: true, isStale: false });
    expect(running.map((it) => it.document.version)).toEqual([1, 2]);
  });

  test("keeps the last good result, marked stale, while the code fails", async () => {
    const { running, view } = storeWith();
    await view(1);
    running[0]?.finish();
    await settled();
    await view(2);
    await settled();
    running[1]?.finish("SyntaxError");
    await settled();
    expect(await view(2)).toMatchObject({ isStale: true, failure: "SyntaxError" });
    await view(3);
    await settled();
    running[2]?.finish();
    await settled();
    const good = await view(3);
    expect(good.isStale).toBe(false);
    expect(good.failure).toBeUndefined();
  });

  test("runs nothing before it may", async () => {
    const { running, view } = storeWith();
    expect(await view(1, false)).toMatchObject({ canTrace: false, isTracing: false });
    expect(running).toEqual([]);
  });

  test("shows nothing of earlier runs once it may no longer", async () => {
    const { running, view } = storeWith();
    await view(1);
    running[0]?.finish("failed");
    await settled();
    expect((await view(1, false)).failure).toBeUndefined();
  });

  test("the first hover waits for the first trace", async () => {
    const { store, running } = storeWith();
    const first = store.firstView({ uri, version: 1, text: "" }, defaultSettings, true);
    await settled();
    running[0]?.finish("no such module");
    expect(await first).toMatchObject({ isTracing: false, failure: "no such module" });
  });
});
