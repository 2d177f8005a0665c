import { expect, test } from "vitest";
import { contentFaults, type Manifest } from "./contents.ts";

const manifest: Manifest = {
  version: "1.2.3",
  main: "./dist/client.cjs",
  icon: "media/icon.png",
  bin: { edgewise: "dist/cli.cjs" },
  contributes: {
    grammars: [{ path: "./media/onnx-text.tmLanguage.json" }],
    walkthroughs: [{ steps: [{ description: "and/or", media: { svg: "media/walkthrough/open.svg" } }] }],
  },
};
const inside = [
  "package.json",
  "readme.md",
  "changelog.md",
  "LICENSE.txt",
  "THIRD_PARTY_NOTICES.md",
  "dist/client.cjs",
  "dist/server.cjs",
  "dist/cli.cjs",
  "dist/webview.js",
  "dist/webview-page.css",
  "dist/web-tree-sitter.wasm",
  "dist/tree-sitter-python.wasm",
  "dist/tracer/host.mjs",
  "dist/tracer/pyodide.asm.mjs",
  "dist/tracer/pyodide.asm.wasm",
  "dist/tracer/python_stdlib.zip",
  "dist/tracer/python.json",
  "dist/tracer/snapshot.bin",
  "dist/tracer/snapshot.json",
  "docs/problems.md",
  "docs/rules/README.md",
  "media/icon.png",
  "media/onnx-text.tmLanguage.json",
  "media/walkthrough/open.svg",
].map((it) => `extension/${it}`);
const complete = ["extension.vsixmanifest", "[Content_Types].xml", ...inside];

function faults(names: readonly string[], text = ""): readonly string[] {
  const contents = new Map(names.map((it) => [it, Buffer.from(it.endsWith("cli.cjs") ? text : "")]));
  return contentFaults(contents, manifest, "/where/it/was/built");
}

test("a complete VSIX has no faults", () => {
  expect(faults(complete)).toEqual([]);
});

test.each(inside.filter((it) => it !== "extension/package.json"))("%s is missed", (name) => {
  expect(faults(complete.filter((it) => it !== name))).toEqual([
    `${name.replace("extension/", "")} is missing`,
  ]);
});

test.each([
  "extension/core/metrics/analyze.ts",
  "extension/dist/client.cjs.map",
  "extension/dist/test/extension.cjs",
  "extension/dist/tracer/host.mjs.map",
  "extension/dist/tracer/torch/__init__.py",
  "extension/node_modules/zod/index.js",
  "extension/samples/tiny.onnx",
  "extension/.npmrc",
  "extension/docs/../.env",
  "extension/package-lock.json",
])("%s is refused", (name) => {
  expect(faults([...complete, name])).toEqual([`${name} has no business in a VSIX`]);
});

test.each([
  ["a private key", `-----BEGIN OPENSSH ${"PRIVATE"} KEY-----`],
  ["a token", `npm_${"a1".repeat(18)}`],
  ["the folder of the build", 'require("/where/it/was/built/core")'],
  ["a source map", "\n//# sourceMappingURL=cli.cjs.map"],
])("%s inside a file is found", (_, text) => {
  expect(faults(complete, text)).toHaveLength(1);
});
