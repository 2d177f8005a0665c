// What is bundled into which file of dist/; the build and the third-party notices read the same table.

/** esbuild options, one entry a run.. */
export function bundles(isProduction) {
  const common = {
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    external: ["vscode", "onnxruntime-node"],
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
  if (isProduction) return shipped;
  const tests = {
    ...common,
    entryPoints: { extension: "test/extension/index.ts" },
    external: [...common.external, "mocha", "playwright-core"],
    outdir: "dist/test",
  };
  return [...shipped, tests];
}
