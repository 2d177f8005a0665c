import { join } from "node:path";
import { assetsFolder } from "../server/assets.ts";
import { loadPythonParser } from "../server/python/python-parser.ts";
import { createTracePool } from "../tracer/supervisor.ts";
import { type PythonHost } from "./inspect-python.ts";

/** The grammar and the sandbox that lie beside the program. */
export const pythonHost: PythonHost = {
  parser: () => loadPythonParser(assetsFolder),
  tracer: () => createTracePool({ assets: join(assetsFolder, "tracer"), log: () => undefined }),
};
