import { dataTypes } from "../core/graph/data-type.ts";
import { type Result } from "../core/graph/problem.ts";
import { type TraceRequestInput } from "../protocol/trace-request.ts";

/** What the command line can say of a Python file. */
export interface PythonOptions {
  readonly class?: string;
  readonly call?: string;
  readonly args?: string;
  /** As typed: `1x3x224x224`, `x=1x3x224x224:float16`. */
  readonly input: readonly string[];
  readonly inputs?: string;
  readonly searchPath: readonly string[];
  readonly trust?: boolean;
  /** Of a file of weights: the Python source of the model that they are for. */
  readonly model?: string;
}

/** What contradicts itself. */
export function wrongPythonChoice({ call, args, input, inputs, ...rest }: PythonOptions): string | undefined {
  if (call !== undefined && rest.class !== undefined) return "--class and --call: only one of them can be";
  if (call !== undefined && args !== undefined) return "--args is for --class; --call has its own arguments";
  if (inputs !== undefined && input.length > 0) return "--input and --inputs: only one of them can be";
  return undefined;
}

/** `[name=]1x3x224x224[:dtype]`; `scalar` has no sizes. */
export function parsePythonInput(text: string): Result<TraceRequestInput, string> {
  const found = /^(?:([^\W\d]\w*)=)?(\d+(?:x\d+)*|scalar)(?::(\w+))?$/.exec(text);
  const [, name, written = "", dtype] = found ?? [];
  const shape = written === "scalar" ? [] : written.split("x").map(Number);
  if (!found || !shape.every(Number.isSafeInteger))
    return { ok: false, error: `--input: "${text}" is not 1x3x224x224, name=1x3x224x224 or 1x128:int64` };
  if (dtype !== undefined && !Object.hasOwn(dataTypes, dtype))
    return { ok: false, error: `--input: "${dtype}" is no element type; float32, float16, int64, bool are` };
  return {
    ok: true,
    value: { ...(name !== undefined && { name }), shape, ...(dtype !== undefined && { dtype }) },
  };
}

/** The options given that mean nothing for other files. */
export function optionsForPython(options: PythonOptions): readonly string[] {
  const { class: className, call, args, inputs, searchPath, trust } = options;
  return [
    className !== undefined && "--class",
    call !== undefined && "--call",
    args !== undefined && "--args",
    inputs !== undefined && "--inputs",
    searchPath.length > 0 && "--search-path",
    trust === true && "--trust",
  ].filter((it) => it !== false);
}

/** Those that only a run of the file can heed. */
export function optionsForTrust(options: PythonOptions): readonly string[] {
  const given = optionsForPython(options).filter((it) => it !== "--class");
  return options.input.length > 0 ? ["--input", ...given] : given;
}
