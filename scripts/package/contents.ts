import { type Contents } from "./vsix.ts";

export interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly icon: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly contributes: unknown;
}

/** Everything that a VSIX may hold. It is no copy of .vscodeignore: this list says what, that one from where. */
const allowed: readonly RegExp[] = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/package\.json$/,
  /^extension\/(readme|changelog|THIRD_PARTY_NOTICES)\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/dist\/(client|server|cli)\.cjs$/,
  /^extension\/dist\/webview(\.js|-page\.css)$/,
  /^extension\/dist\/(web-tree-sitter|tree-sitter-python)\.wasm$/,
  /^extension\/dist\/tracer\/(host\.mjs|pyodide\.asm\.(mjs|wasm)|python_stdlib\.zip|python\.json|snapshot\.(bin|json))$/,
  /^extension\/docs\/[\w-]+\.(md|schema\.json)$/,
  /^extension\/docs\/rules\/[\w-]+\.md$/,
  /^extension\/docs\/pictures\/[\w-]+\.(png|svg)$/,
  /^extension\/media\/icon\.png$/,
  /^extension\/media\/(onnx-text|weights)\.(language|tmLanguage)\.json$/,
  /^extension\/media\/walkthrough\/[\w-]+\.svg$/,
];

/** vsce renames the first three. */
const alwaysRequired = [
  "readme.md",
  "changelog.md",
  "LICENSE.txt",
  "THIRD_PARTY_NOTICES.md",
  "dist/server.cjs",
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
];

const secrets: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  /\b(?:npm_|ghp_|gho_|github_pat_|glpat-|xox[abp]-)[A-Za-z0-9_-]{20,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /_authToken\s*=/,
];

/** What is wrong with a VSIX: foreign or missing files, source maps, secrets, paths of the machine it was built on. */
export function contentFaults(contents: Contents, manifest: Manifest, root: string): readonly string[] {
  const names = [...contents.keys()];
  const foreign = names.filter((name) => !allowed.some((it) => it.test(name)));
  const missing = required(manifest).filter((it) => !contents.has(`extension/${it}`));
  return [
    ...foreign.map((it) => `${it} has no business in a VSIX`),
    ...missing.map((it) => `${it} is missing`),
    ...[...contents].flatMap(([name, bytes]) => textFaults(name, bytes.toString("latin1"), root)),
  ];
}

function textFaults(name: string, text: string, root: string): readonly string[] {
  return [
    ...secrets
      .filter((it) => it.test(text))
      .map((it) => `${name} looks as if it held a secret (${it.source})`),
    ...(text.includes(root) ? [`${name} names the folder it was built in`] : []),
    ...(/^\/\/# sourceMappingURL=/m.test(text) ? [`${name} has a source map`] : []),
  ];
}

/** Relative to the extension's folder: what package.json points at must be there. */
function required({ main, icon, bin, contributes }: Manifest): readonly string[] {
  const paths = [main, icon, ...Object.values(bin), ...pathsIn(contributes)].map((it) =>
    it.replace(/^\.\//, ""),
  );
  return [...new Set([...alwaysRequired, ...paths])];
}

function pathsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /^(?:\.\/)?(?:dist|docs|media)\/\S+\.\w+$/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
