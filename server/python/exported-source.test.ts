import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Node } from "../../core/graph/model.ts";
import { ExportedSource } from "./exported-source.ts";

const base = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-exported-")));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const root = join(base, "workspace");
mkdirSync(join(root, "models"), { recursive: true });
writeFileSync(join(root, "models", "net.py"), "");
writeFileSync(join(base, "secret.py"), "");
symlinkSync(join(base, "secret.py"), join(root, "link.py"));

function placeOf(...files: readonly string[]) {
  const trace = files.map((it, i) => `  File "${it}", line ${i + 1}, in forward\n    x`).join("\n");
  const metadata = new Map([["pkg.torch.onnx.stack_trace", trace]]);
  const node: Node = {
    name: "",
    opType: "Relu",
    domain: "",
    inputs: [],
    outputs: [],
    attributes: new Map(),
    metadata,
  };
  return new ExportedSource([root]).placeOf(node);
}

test("a file of the workspace, by its path or by the end of it", () => {
  const path = join(root, "models", "net.py");
  expect(placeOf(path)).toEqual({ path, line: 1 });
  expect(placeOf("/build/agent/7/models/net.py")).toEqual({ path, line: 1 });
  expect(placeOf("C:\\work\\models\\net.py")).toEqual({ path, line: 1 });
});

test("the innermost call that is in the workspace", () => {
  const path = join(root, "models", "net.py");
  expect(placeOf(path, path, "/usr/lib/python3/site-packages/torch/nn/modules/conv.py")).toEqual({
    path,
    line: 2,
  });
});

test("none that is not there, or outside", () => {
  for (const it of [
    join(base, "secret.py"),
    join(root, "link.py"),
    join(root, "..", "secret.py"),
    "/gone.py",
  ])
    expect(placeOf(it)).toBeUndefined();
});
