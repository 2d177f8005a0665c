// `npm run build` runs this once for each state of the tracer's Python: it writes the memory that interpreters start from.
import { writeFileSync } from "node:fs";
import { replaceBindings } from "./bindings.ts";
import { Interpreter } from "./interpreter.ts";

replaceBindings();

const [, , assets = "", file = ""] = process.argv;
try {
  writeFileSync(file, await Interpreter.snapshot(assets));
} catch (error) {
  // Node would print the line of Pyodide that threw, which is all of Pyodide.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
