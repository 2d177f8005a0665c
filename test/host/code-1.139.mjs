#!/usr/bin/env node
// VS Code 1.139 for `runTests({ vscodeExecutablePath })`: see code.ts.
import { register } from "tsx/esm/api";

register();
const { code } = await import("./code.ts");
process.exit(await code("1.139", process.argv.slice(2)));
