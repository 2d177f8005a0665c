// Bundles each process into one file of its own under dist/. Types are checked by `npm run check`, not here.
import { build } from "esbuild";
import { chmodSync, copyFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { bundles, grammars } from "./bundles.mjs";
import { buildTracerAssets } from "./tracer-assets.mjs";

rmSync("dist", { recursive: true, force: true });
const isProduction = process.argv.includes("--production");
for (const it of bundles(isProduction)) await build(it);
await buildTracerAssets("dist/tracer", { isProduction });
const { resolve } = createRequire(import.meta.url);
for (const it of grammars) copyFileSync(resolve(it), join("dist", basename(it)));
chmodSync("dist/cli.cjs", 0o755);
