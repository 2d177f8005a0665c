/** Edits of the kinds that people make to a model's source, as texts one after the other. */

export interface PythonEdit {
  readonly what: string;
  /** The whole text after it. */
  readonly text: string;
  /** Python cannot read it. */
  readonly isBroken: boolean;
}

/**
 * `count` edits, each of the original text: numbers changed, layers and calls added, lines deleted, comments, half a line
 * typed and mended. Each kind at another place of the file than before.
 */
export function typicalEdits(original: string, count: number): readonly PythonEdit[] {
  const edits: PythonEdit[] = [];
  for (let round = 0; edits.length < count; round++) {
    const found = kinds.flatMap((kind) => kind({ text: original, round }));
    if (found.length === 0) throw new Error("Nothing in this file is edited as models are.");
    edits.push(...found);
  }
  return edits.slice(0, count);
}

interface Turn {
  readonly text: string;
  /** How often this kind of edit was made before. */
  readonly round: number;
}

type Kind = (turn: Turn) => readonly PythonEdit[];
type Replace = (...match: string[]) => string;

const kinds: readonly Kind[] = [
  edit("a width", /(_make_layer\(block, )(\d+)/g, (_, head, width) => `${head}${Number(width) + 8}`),
  edit("a layer more", /^ +self\.(?:relu|maxpool|bn1) = .*\n/gm, (line) => line + extraLayer),
  edit("a stride", /(stride=)(\d)/g, (_, head, stride) => `${head}${3 - Number(stride)}`),
  breakAndMend,
  edit("a comment", /^ +out = self\.\w+\(out\)\n/gm, (line) => `${line}        # a remark\n`),
  edit("a line less", /^ +(?:out|x) = self\.(?:relu|maxpool)\((?:out|x)\)\n/gm, () => ""),
  edit("a call more", /^ +(?:out|x) = self\.relu\((?:out|x)\)\n/gm, (line) => line + line),
];
const extraLayer = "        self.extra = nn.Conv2d(64, 64, 3, padding=1)\n";
const halfLine = "        self.more = nn.Linear(\n";

function edit(what: string, pattern: RegExp, by: Replace): Kind {
  return ({ text, round }) => {
    const found = [...text.matchAll(pattern)];
    const match = found[round % found.length];
    if (!match) return [];
    const after = text.slice(0, match.index) + by(...match) + text.slice(match.index + match[0].length);
    return [{ what, text: after, isBroken: false }];
  };
}

function breakAndMend(turn: Turn): readonly PythonEdit[] {
  const half = edit("half a line", /^ +self\.\w+ = .*\n/gm, (line) => line + halfLine);
  return half(turn).flatMap((it) => [
    { ...it, isBroken: true },
    { ...it, what: "the line mended", text: it.text.replace("nn.Linear(\n", "nn.Linear(8, 8)\n") },
  ]);
}
