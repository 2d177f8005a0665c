import { type Result } from "../core/graph/problem.ts";
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../protocol/settings.ts";
import { Cancelled, type FileView, ModelStore } from "./model-store.ts";

const go = { isCancellationRequested: false };
const samples = join(import.meta.dirname, "..", "samples");
const uri = "file:///models/a%20net.onnx.txt";
let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "edgewise-store-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** A chain that takes many slices of time to analyse. */
function chain(nodes: number): string {
  const lines = Array.from({ length: nodes }, (_, i) => `  a${i + 1} = Relu(a${i})`);
  return `<ir_version: 8, opset_import: ["" : 17]>\nnet (float[1, 4] a0) => (a${nodes}) {\n${lines.join("\n")}\n}\n`;
}

/** Stops when it was asked `after` times. */
function stopAfter(after: number) {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    get isCancellationRequested() {
      return ++asked > after;
    },
  };
}

const textOf = (size: number) =>
  `<ir_version: 8, opset_import: ["" : 17]>\nnet (float[1, ${size}] x) => (y) { y = Relu(x) }`;

describe("ModelStore.ofText", () => {
  test("keeps a view as long as the version and the sizes are the same", async () => {
    const store = new ModelStore();
    const first = await store.ofText({ uri, version: 1, text: textOf(4) }, defaultSettings, go);
    expect(first.name).toBe("a net.onnx.txt");
    expect(await store.ofText({ uri, version: 1, text: textOf(4) }, defaultSettings, go)).toBe(first);
    const edited = await store.ofText({ uri, version: 2, text: textOf(5) }, defaultSettings, go);
    expect(edited.text).toBe(textOf(5));
    const sized = { ...defaultSettings, bindings: { seq: 3 } };
    const bound = await store.ofText({ uri, version: 2, text: textOf(5) }, sized, go);
    expect(bound).not.toBe(edited);
    expect(bound.analysis.bindings.get("seq")).toBe(3);
  });

  test("survives addresses that are badly encoded", async () => {
    const document = { uri: "file:///a%zz/net%.onnx.txt", version: 1, text: textOf(4) };
    expect((await new ModelStore().ofText(document, defaultSettings, go)).name).toContain("net");
  });

  test("stops midway, and starts anew for the next who asks", async () => {
    const store = new ModelStore();
    const document = { uri, version: 1, text: chain(60_000) };
    const stop = stopAfter(2);
    const before = performance.now();
    await expect(store.ofText(document, defaultSettings, stop)).rejects.toBeInstanceOf(Cancelled);
    const stopped = performance.now() - before;
    expect(stop.asked).toBeGreaterThan(2);
    const view = await store.ofText(document, defaultSettings, go);
    expect(view.analysis.nodes).toHaveLength(60_000);
    expect(stopped).toBeLessThan(performance.now() - before - stopped);
  });

  test("does not start for who has given up already", async () => {
    const stop = { isCancellationRequested: true };
    const document = { uri, version: 1, text: textOf(4) };
    await expect(new ModelStore().ofText(document, defaultSettings, stop)).rejects.toBeInstanceOf(Cancelled);
  });

  test("does one piece of work for all who wait, and goes on when one of them gives up", async () => {
    const store = new ModelStore();
    const document = { uri, version: 1, text: chain(20_000) };
    const stop = { isCancellationRequested: false };
    const asked = [stop, go, go].map((it) => store.ofText(document, defaultSettings, it));
    stop.isCancellationRequested = true;
    const [first, second, third] = await Promise.allSettled(asked);
    expect(first?.status === "rejected" && first.reason).toBeInstanceOf(Cancelled);
    expect(second?.status).toBe("fulfilled");
    expect(second).toEqual(third);
    expect(
      second?.status === "fulfilled" && third?.status === "fulfilled" && second.value === third.value,
    ).toBe(true);
  });

  test("never keeps an older version over a newer one", async () => {
    const store = new ModelStore();
    const slow = store.ofText({ uri, version: 1, text: chain(20_000) }, defaultSettings, go);
    const quick = await store.ofText({ uri, version: 2, text: textOf(5) }, defaultSettings, go);
    expect((await slow).analysis.nodes).toHaveLength(20_000);
    expect(await store.ofText({ uri, version: 2, text: textOf(5) }, defaultSettings, go)).toBe(quick);
  });

  test("keeps the six that were used last", async () => {
    const store = new ModelStore();
    const open = (i: number) =>
      store.ofText({ uri: `file:///${i}.onnx.txt`, version: 1, text: textOf(4) }, defaultSettings, go);
    const views = [];
    for (let i = 0; i < 6; i++) views.push(await open(i));
    expect(await open(0)).toBe(views[0]);
    await open(6);
    expect(await open(0)).toBe(views[0]);
    expect(await open(2)).toBe(views[2]);
    expect(await open(1)).not.toBe(views[1]);
  });

  test("forgets", async () => {
    const store = new ModelStore();
    const document = { uri, version: 1, text: textOf(4) };
    const first = await store.ofText(document, defaultSettings, go);
    store.forget(uri);
    expect(await store.ofText(document, defaultSettings, go)).not.toBe(first);
  });
});

function parametersOf(view: Result<FileView>) {
  return view.ok && view.value.kind === "model" ? view.value.analysis.totals.parameters : undefined;
}

describe("ModelStore.ofFile", () => {
  test("follows the file", async () => {
    const store = new ModelStore();
    const path = join(folder, "net.onnx");
    copyFileSync(join(samples, "fashion-mobile.onnx"), path);
    const first = await store.ofFile(path, defaultSettings, go);
    expect(await store.ofFile(path, defaultSettings, go)).toEqual(first);
    copyFileSync(join(samples, "fashion-resnet.onnx"), path);
    const second = await store.ofFile(path, defaultSettings, go);
    expect(parametersOf(first)).not.toBe(parametersOf(second));
    rmSync(path);
    expect(await store.ofFile(path, defaultSettings, go)).toMatchObject({
      ok: false,
      error: { code: "unreadable" },
    });
    copyFileSync(join(samples, "fashion-mobile.onnx"), path);
    expect((await store.ofFile(path, defaultSettings, go)).ok).toBe(true);
  });

  test("sees a change that leaves the size alone", async () => {
    const store = new ModelStore();
    const path = join(folder, "net.onnx.txt");
    writeFileSync(path, textOf(4));
    await store.ofFile(path, defaultSettings, go);
    writeFileSync(path, textOf(5));
    const { atime, mtime } = statSync(path);
    utimesSync(path, atime, new Date(mtime.getTime() + 10));
    const view = await store.ofFile(path, defaultSettings, go);
    expect(view.ok && view.value.text).toBe(textOf(5));
  });
});

describe("ModelStore.ofBytes", () => {
  test("keeps a view as long as the stamp is the same", async () => {
    const store = new ModelStore();
    const bytes = readFileSync(join(samples, "fashion-mobile.onnx"));
    const at = "vscode-vfs://github/a/b/net%20%23.onnx";
    const view = await store.ofBytes({ uri: at, stamp: "1", bytes }, defaultSettings, go);
    expect(view.ok && view.value.name).toBe("net #.onnx");
    expect(store.known(at, "1", defaultSettings)).toBe(view.ok && view.value);
    expect(store.known(at, "2", defaultSettings)).toBeUndefined();
    expect(store.known(at, "1", { ...defaultSettings, bindings: { a: 1 } })).toBeUndefined();
    const nothing = await store.ofBytes(
      { uri: at, stamp: "2", bytes: bytes.subarray(0, 9) },
      defaultSettings,
      go,
    );
    expect(nothing.ok && nothing.value.problems.length).toBeGreaterThan(0);
  });
});
