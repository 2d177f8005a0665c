import { type Node } from "../graph/model.ts";

/** A line of the source that an exported node was made from. */
export interface SourceFrame {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

const maxLength = 100_000;
const maxFrames = 200;

/** The calls that made a node, innermost first, as torch's exporters note them; empty where they did not. */
export function stackTraceOf({ metadata, doc }: Node): readonly SourceFrame[] {
  // torch.onnx.export(dynamo=True): a traceback as Python prints it, the innermost call last.
  const trace = metadata?.get("pkg.torch.onnx.stack_trace")?.slice(0, maxLength);
  if (trace !== undefined) return frames(trace, /File "([^"\n]+)", line (\d+)/g).reverse();
  // The exporter of TorchScript: `/models/net.py(12): forward`, the innermost call first.
  return frames((doc ?? "").slice(0, maxLength), /^([^\n()]+\.py)\((\d+)\)/gm);
}

function frames(text: string, pattern: RegExp): SourceFrame[] {
  const found: SourceFrame[] = [];
  for (const [, file = "", line] of text.matchAll(pattern)) {
    if (found.length === maxFrames) break;
    if (Number(line) > 0) found.push({ file, line: Number(line) });
  }
  return found;
}
