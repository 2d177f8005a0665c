// Bundles each process into one file of its own under dist/. Types are checked by `npm run check`, not here.
import { build } from "esbuild";
import { chmodSync, rmSync } from "node:fs";
import { bundles } from "./bundles.mjs";

rmSync("dist", { recursive: true, force: true });
for (const it of bundles(process.argv.includes("--production"))) await build(it);
chmodSync("dist/cli.cjs", 0o755);
