import { pythonProblem } from "../core/python/trace.ts";
import { type ExpectedModel } from "../protocol/to-checkpoint-report.ts";
import { runTrace } from "../server/python/tracing.ts";
import { exitCodes } from "./exit-codes.ts";
import { nothingFound, type PythonHost, requestFor } from "./inspect-python.ts";
import { optionsForPython, type PythonOptions, wrongPythonChoice } from "./python-options.ts";
import { readSource } from "./source-files.ts";

export type Expected =
  | { readonly ok: true; readonly value: ExpectedModel }
  | { readonly ok: false; readonly code: number; readonly message: string };

/** The model that a file of weights is for: that of Python source, run in the sandbox. */
export async function expectedModel(
  path: string,
  options: PythonOptions,
  host: () => Promise<PythonHost>,
): Promise<Expected> {
  const refuse = (message: string, code: number = exitCodes.usage): Expected => ({
    ok: false,
    code,
    message,
  });
  if (!/\.pyw?$/i.test(path)) return refuse("--model takes Python source (.py)");
  if (!options.trust) return refuse("--model runs the file, in a sandbox: that needs --trust");
  const wrong = wrongPythonChoice(options);
  if (wrong !== undefined) return refuse(wrong);
  const source = readSource(path);
  if (!source.ok) return refuse(source.error, exitCodes.unreadable);
  const request = requestFor(path, options);
  if (!request.ok) return refuse(request.error);
  const tracer = (await host()).tracer();
  try {
    const result = await runTrace(tracer, { key: path, request: request.value, overlays: new Map() });
    if (typeof result === "string") return refuse(`${path}: ${result}`, exitCodes.failed);
    const { models, error } = result.trace;
    const [main] = models;
    if (!main && error) return refuse(`${path}: ${pythonProblem(error).message}`, exitCodes.failed);
    if (!main) return refuse(nothingFound(path, result.trace), exitCodes.unreadable);
    const { name, call } = main.entry;
    return { ok: true, value: { name, path, ...(call !== undefined && { call }), state: main.state } };
  } finally {
    await tracer.dispose();
  }
}

/** The options that mean nothing without a model to compare with. */
export function needsModel(options: PythonOptions): string | undefined {
  return options.model === undefined ? optionsForPython(options)[0] : undefined;
}
