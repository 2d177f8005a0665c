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
    // The other form of jsonc-parser loads its parts by names that no bundler sees.
    mainFields: ["module", "main"],
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
  shipped.push({
    ...common,
    // A page, not a module: it has nothing to import, and a nonce is all that lets it run.
    platform: "browser",
    target: "chrome126",
    format: "iife",
    entryPoints: { webview: "webview/main.ts", "webview-page": "webview/page.css" },
    outExtension: {},
    external: [],
    mainFields: ["module", "main"],
    define: {},
    // The policy of a page lets it fetch nothing, a source map neither.
    sourcemap: false,
  });
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
