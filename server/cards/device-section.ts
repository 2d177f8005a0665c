// The device section of hover cards, as Markdown without HTML; it must not compute times, only show them.
import { operatorName } from "../../core/graph/model.ts";
import { type Diagnostic } from "../../core/diagnostics/diagnose.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { type Prediction } from "../../core/predict/prediction.ts";
import { shareText } from "../../core/graph/quantities.ts";
import { diagnosticsOn, type Evaluated, findingsOf, kernelHead, timeOf } from "../devices/evaluated.ts";
import { shortName } from "../devices/device-names.ts";
import { type TargetPrediction } from "../project/evaluate.ts";
import { listed, nameCode, nameText, phraseText } from "./card-text.ts";
import { countText, symbols, targetText, timeText, verdictWords } from "./device-texts.ts";

const maxTargets = 5;
const maxFindings = 3;
// A card is cut at 250 px; Problems have the whole sentence.
const longestMessage = 180;

export interface DeviceFacts {
  readonly evaluation: Evaluated;
  /** Where the pages of the documentation are. */
  readonly docs: string | undefined;
}

/** What cards say of devices, as paragraphs. */
export interface DeviceSection {
  /** Times and verdicts: they stand high up, for a card is cut at 250 px. */
  readonly table: readonly string[];
  /** What rules have found, and what the times rest on. */
  readonly findings: readonly string[];
}

export const noDevices: DeviceSection = { table: [], findings: [] };

/** Of a node or a place: its time on each target, and what rules have against it. Nothing where there are neither. */
export function nodeSection({ evaluation, docs }: DeviceFacts, nodes: readonly NodeReport[]): DeviceSection {
  const findings = findingsOf(evaluation, nodes);
  const running = nodes.filter((it) => !it.isFolded && !it.isAbsorbed);
  const shown = running.length === 0 ? [] : evaluation.predictions.slice(0, maxTargets);
  const rows = shown.map((it) => nodeRow(evaluation, it, { nodes: running, findings }));
  const head = ["| target | time | share | bound by |", "| :-- | :-- | --: | :-- |"];
  return {
    table: rows.length > 0 ? [[...head, ...rows].join("\n"), ...more(evaluation.predictions)] : [],
    findings: [...findingTexts(findings, docs), ...basis(shown)],
  };
}

interface Shown {
  readonly nodes: readonly NodeReport[];
  readonly findings: readonly Diagnostic[];
}

function nodeRow(
  evaluation: Evaluated,
  { target, prediction }: TargetPrediction,
  { nodes, findings }: Shown,
): string {
  const name = nameText(targetText(target));
  const own = diagnosticsOn(evaluation, target).filter(
    (it) => findings.includes(it) && it.severity !== "info",
  );
  const count = countText(own);
  const verdict = count === "" ? "" : ` ${count}`;
  if ("noData" in prediction) return `| ${name} | no data${verdict} | | ${phraseText(prediction.noData)} |`;
  const time = timeOf(prediction, nodes);
  if (!time) return `| ${name} | ${verdict.trim()} | | ${insideOf(prediction, nodes, evaluation.analysis)} |`;
  const { latencyMs } = prediction;
  const scale = time.ms / latencyMs.expected;
  const band = timeText({ low: latencyMs.low * scale, high: latencyMs.high * scale });
  return `| ${name} | ${band}${verdict} | ${shareText(time.ms, latencyMs.expected)} | ${time.boundBy} |`;
}

function insideOf(
  prediction: Prediction,
  [first]: readonly NodeReport[],
  analysis: Evaluated["analysis"],
): string {
  const head = first && kernelHead(prediction, first, analysis);
  return head ? `in one kernel with ${nameText(operatorName(head.node))}` : "no time of its own";
}

/** Of a whole model: time, verdict and what it is bound by on each target, then what is found of it as a whole. */
export function modelSection({ evaluation, docs }: DeviceFacts): DeviceSection {
  const { predictions, diagnostics } = evaluation;
  const shown = predictions.slice(0, maxTargets);
  const rows = shown.map((it) => {
    const { prediction, target } = it;
    const name = nameText(targetText(target));
    const verdict = phraseText(verdictWords(evaluation, it));
    return "noData" in prediction
      ? `| ${name} | no data | ${verdict} | ${phraseText(prediction.noData)} |`
      : `| ${name} | ${timeText(prediction.latencyMs)} | ${verdict} | ${prediction.boundBy} |`;
  });
  const serious = diagnostics.filter((it) => it.severity !== "info");
  const head = ["| target | time | verdict | bound by |", "| :-- | :-- | :-- | :-- |"];
  return {
    table: rows.length > 0 ? [[...head, ...rows].join("\n"), ...more(predictions)] : [],
    findings: [...findingTexts(serious, docs), ...basis(shown)],
  };
}

function more(predictions: readonly TargetPrediction[]): readonly string[] {
  const rest = predictions.slice(maxTargets).map((it) => nameText(shortName(it.target.device)));
  return rest.length > 0 ? [`And on ${listed(rest)}.`] : [];
}

/** `⚠ [even-kernel](…): …`, the worst first; one paragraph, for a card is cut at 250 px. */
function findingTexts(findings: readonly Diagnostic[], docs: string | undefined): readonly string[] {
  if (findings.length === 0) return [];
  const rest = findings.length - maxFindings;
  const lines = findings.slice(0, maxFindings).map(({ rule, severity, message }) => {
    const page = rulePage(docs, rule);
    const name = page === undefined ? nameCode(rule) : `[${rule}](${page})`;
    return `${symbols[severity]} ${name}: ${phraseText(beginning(message))}`;
  });
  return [[...lines, ...(rest > 0 ? [`${rest} more in Problems.`] : [])].join("  \n")];
}

/** Whole sentences as far as there is room, else whole words. */
function beginning(message: string): string {
  if (message.length <= longestMessage) return message;
  const room = message.slice(0, longestMessage);
  const sentence = room.lastIndexOf(". ");
  if (sentence > longestMessage / 3) return room.slice(0, sentence + 1);
  return `${room.slice(0, room.lastIndexOf(" "))} …`;
}

/** The page that explains a rule. */
export function rulePage(docs: string | undefined, rule: string): string | undefined {
  return docs === undefined ? undefined : `${docs}/rules/${rule}.md`;
}

/** What the numbers rest on, where nothing was measured. */
function basis(predictions: readonly TargetPrediction[]): readonly string[] {
  const unproven = predictions.filter(
    ({ prediction }) => !("noData" in prediction) && prediction.calibration === "data sheet",
  );
  if (unproven.length === 0) return [];
  const names = listed(unproven.map((it) => nameText(shortName(it.target.device))));
  const isAll = unproven.length === predictions.length;
  return [`*From the data sheet, unvalidated${isAll ? "" : `: ${names}`}.*`];
}
