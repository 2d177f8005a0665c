// The whole way of a file of weights through the product, with everything that must hold at its end whatever the bytes were.
import { byteSource } from "../../core/read/byte-source.ts";
import { type Problem } from "../../core/graph/problem.ts";
import { checkpointCsv } from "../../cli/checkpoint-csv.ts";
import { checkpointMarkdown } from "../../cli/checkpoint-markdown.ts";
import { checkpointText } from "../../cli/checkpoint-text.ts";
import { checkpointReport } from "../../protocol/checkpoint-report.ts";
import { toCheckpointReport } from "../../protocol/to-checkpoint-report.ts";
import { readWeights } from "../../server/open-checkpoint.ts";
import { rowCard, weightsCard } from "../../server/weights/cards.ts";
import { weightsDiagnostics } from "../../server/weights/diagnostics.ts";
import { weightsFolds, weightsSymbols } from "../../server/weights/outline.ts";
import { type WeightsView, weightsView } from "../../server/weights/weights-view.ts";
import { checkOpened, checkPlaces, Fault, longestMessage } from "./whole-path.ts";

const mostProblems = 2 * 201 + 6;
const mostCards = 50;

/** Open, read, report, print in every form, show in the editor. */
export async function checkWeights(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly problems: readonly Problem[] }> {
  const read = await readWeights(byteSource(bytes), name);
  if (!read.ok) {
    checkProblems([read.error], bytes.length);
    return { problems: [read.error] };
  }
  const checkpoint = read.value;
  const { model, problems } = checkpoint;
  checkProblems(problems, bytes.length);
  if (model) checkOpened({ name, path: name, model, problems }, bytes.length);
  const report = toCheckpointReport(checkpoint, { name, path: name });
  const parsed = checkpointReport.safeParse(report);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new Fault(`The report breaks its schema: ${first?.path.join(".")}: ${first?.message}`);
  }
  checkpointText(report, { columns: 100, hasColors: false }, undefined);
  checkpointCsv(report);
  checkpointMarkdown(report, 20);
  checkView(weightsView({ name, size: bytes.length }, checkpoint));
  return { problems };
}

function checkProblems(problems: readonly Problem[], size: number): void {
  if (problems.length > mostProblems) throw new Fault(`${problems.length} problems`);
  checkPlaces(problems, size);
  for (const { message } of problems)
    if (message.length > longestMessage) throw new Fault(`A message of ${message.length} characters`);
}

function checkView(view: WeightsView): void {
  const { text, lines } = view;
  for (const { range, message } of weightsDiagnostics(view, [], undefined)) {
    if (message === "") throw new Fault("A diagnostic says nothing");
    if (lines.offset(range.end) < lines.offset(range.start))
      throw new Fault("A diagnostic ends before it begins");
  }
  for (const { name, children } of weightsSymbols(view)) {
    if (name === "" || children?.some((it) => it.name === "")) throw new Fault("A symbol has no name");
  }
  weightsFolds(view);
  weightsCard(view);
  for (const row of view.rows.slice(0, mostCards)) rowCard(view, row);
  const last = view.rows.at(-1)?.span ?? view.title;
  if (last.offset + last.length > text.length) throw new Fault("A line lies outside of the text");
}
