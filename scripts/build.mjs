// Bundles each process into one file of its own under dist/. Types are checked by `npm run check`, not here.
import { build } from "esbuild";
import { chmodSync, rmSync } from "node:fs";

const isProduction = process.argv.includes("--production");
const common = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  external: ["vscode", "onnxruntime-node"],
  minify: isProduction,
  sourcemap: isProduction ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
};

rmSync("dist", { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { client: "client/main.ts", server: "server/process.ts" },
  outdir: "dist",
});
await build({
  ...common,
  entryPoints: { cli: "cli/main.ts" },
  banner: { js: "#!/usr/bin/env node" },
  outdir: "dist",
});
chmodSync("dist/cli.cjs", 0o755);
if (!isProduction) {
  await build({
    ...common,
    entryPoints: { extension: "test/extension/index.ts" },
    external: [...common.external, "mocha", "playwright-core"],
    outdir: "dist/test",
  });
}
