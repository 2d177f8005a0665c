// Turns offsets of the core into places that people and editors use; it must not read files.
import { type Locate } from "../protocol/to-inspect-report.ts";
import { LineIndex } from "./line-index.ts";
import { type OpenedModel } from "./open-model.ts";

/** For a text model lines and columns (1-based), for a binary one byte offsets. */
export function locator({ path, source }: OpenedModel): Locate {
  const lines = source && new LineIndex(source.text);
  return ({ offset, length }) => {
    if (offset === undefined) return { file: path };
    // Written out, without spreads: a hundred thousand nodes have a place each.
    if (!lines) return length === undefined ? { file: path, offset } : { file: path, offset, length };
    const start = lines.position(offset);
    const end = lines.position(offset + (length ?? 0));
    return {
      file: path,
      offset,
      length,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
}
