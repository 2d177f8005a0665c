/**
 * Reads where an ONNX tensor says its external data lies. It must not look at the file named there, nor take a
 * key that ONNX does not define.
 */
import { type Storage } from "../graph/model.ts";
import { type ProblemCode, type Severity } from "../graph/problem.ts";
import { quoted } from "./quoted.ts";

const knownKeys = new Set(["location", "offset", "length", "checksum", "basepath"]);

type External = Extract<Storage, { kind: "external" }>;

/** `tensor` is the name as messages show it. A value that cannot be read is reported and left out. */
export function externalStorage(
  entries: readonly (readonly [key: string, value: string])[],
  tensor: string,
  report: (code: ProblemCode, severity: Severity, message: string) => void,
): External {
  const complain = (message: string) => report("external-data", "error", `Tensor ${tensor}: ${message}`);
  const values = new Map<string, string>();
  for (const [key, value] of entries) {
    if (!knownKeys.has(key))
      complain(`its external data has the key ${quoted(key)}, which ONNX does not define.`);
    else if (values.has(key)) complain(`its external data gives ${key} twice; the first one counts.`);
    else values.set(key, value);
  }
  const size = (key: "offset" | "length"): number | undefined => {
    const text = values.get(key);
    if (text === undefined || text === "") return undefined;
    if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
    complain(`the ${key} ${quoted(text)} of its external data is not a number of bytes.`);
    return undefined;
  };
  const location = values.get("location") ?? "";
  if (location === "") complain("its data is in another file, but no location is given.");
  const length = size("length");
  return { kind: "external", location, offset: size("offset") ?? 0, ...(length !== undefined && { length }) };
}
