// What is bundled into which file of dist/; the build and the third-party notices read the same table.

/**
 * The sandbox's process, or the maker of its snapshot: ES modules, as Pyodide's main file is one. Pyodide names packages for
 * web sockets that it loads in no Node.
 */
export function sandboxBundle(name, outdir, isProduction) {
  return {
    bundle: true,
    // For Node the package yaml offers its CommonJS form, which an ES module can't hold.
    platform: "neutral",
    target: "node20",
    format: "esm",
    entryPoints: { [name]: `tracer/${name}.ts` },
    outdir,
    outExtension: { ".js": ".mjs" },
    external: ["node:*", "ws"],
    minify: isProduction,
    legalComments: "none",
    logLevel: "warning",
  };
}

/** esbuild options, one entry a run. */
export function bundles(isProduction) {
  const common = {
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    external: ["vscode", "onnxruntime-node"],
    // Where the assets lie: beside the bundle; web-tree-sitter makes a `require` of its own from the address.
    define: { "import.meta.dirname": "__dirname", "import.meta.url": "__filename" },
    minify: isProduction,
    sourcemap: isProduction ? false : "linked",
    // The notices of everything that is bundled stand in THIRD_PARTY_NOTICES.md.
    legalComments: "none",
    logLevel: "warning",
  };
  const shipped = [
    { ...common, entryPoints: { client: "client/main.ts", server: "server/process.ts" } },
    { ...common, entryPoints: { cli: "cli/main.ts" }, banner: { js: "#!/usr/bin/env node" } },
  ];
  shipped.push(sandboxBundle("host", "dist/tracer", isProduction));
  if (isProduction) return shipped;
  const tests = {
    ...common,
    entryPoints: { extension: "test/extension/index.ts" },
    external: [...common.external, "mocha", "playwright-core"],
    outdir: "dist/test",
  };
  return [...shipped, tests];
}

/** The Python grammar and what runs it, copied beside the bundles that load them. */
export const grammars = [
  "web-tree-sitter/web-tree-sitter.wasm",
  "tree-sitter-python/tree-sitter-python.wasm",
];
