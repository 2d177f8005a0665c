import { devices } from "../../core/devices/index.ts";
import { runtimeNames } from "../../core/devices/contract/runtime.ts";
import { diagnose } from "../../core/diagnostics/diagnose.ts";
import { forecastOf } from "../../core/diagnostics/forecast-of.ts";
import { linksOf } from "../../core/diagnostics/links.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { predict } from "../../core/predict/predict.ts";
import { readOnnxText } from "../../core/read/onnx-text.ts";
import { type Rule, type RuleGroup } from "../../core/rules/contract/rule.ts";
import { type Example, type Target } from "../../core/rules/contract/subject.ts";
import measured from "./firing-rates.json";
import { type FiringRates } from "./firing-rates.ts";

const rates: FiringRates = measured;

const groups: Readonly<Record<RuleGroup, string>> = {
  architecture: "How the network is built",
  fit: "Whether it fits the device and the budgets",
  support: "Whether the device's runtime takes it",
  compression: "Whether a compression pays off",
  safety: "Whether the file is safe to load",
};

/** The pages of docs/rules: one for each rule, and one that lists them by what they are about. */
export function rulePages(
  rules: readonly Rule[],
  notice: string,
): readonly (readonly [file: string, text: string])[] {
  return [
    ["docs/rules/README.md", `${notice}\n${indexPage(rules)}`],
    ...rules.map((it) => [`docs/rules/${it.id}.md`, `${notice}\n${rulePage(it)}`] as const),
  ];
}

function indexPage(rules: readonly Rule[]): string {
  const sections = (Object.keys(groups) as RuleGroup[]).map((group) => {
    const rows = rules
      .filter((it) => it.group === group)
      .map((it) => `| [${it.id}](${it.id}.md) | ${it.severity} | ${prose(it.what).replace(/\|/g, "\\|")} |`);
    return [`## ${groups[group]}`, "", "| rule | severity | what |", "| :-- | :-- | :-- |", ...rows, ""].join(
      "\n",
    );
  });
  return [
    "# Rules",
    "",
    `The ${rules.length} rules behind the findings of \`edgewise check\`, \`edgewise inspect --device\` and the editor. \`error\`: it`,
    "does not run there, or a budget is broken. `warning`: it costs time, memory or accuracy for certain. `info`: it probably does.",
    "Alike findings of a rule in one model are one, with the worst layer named first.",
    "",
    ...sections,
    "## How often they speak",
    "",
    `torchvision's ${rates.models} classifiers, from their source, on ${rates.devices.join(", ")} together: the median`,
    `one gets ${rates.warnings.median} warnings, nine of ten at most ${rates.warnings.p90}, none more than ${rates.warnings.most}. Each rule's page has its share.`,
    "",
    "## To silence a rule",
    "",
    "In Python source, on the line of the call or of the layer's definition, or alone on the line above it; a finding about the",
    "whole model at its class or function:",
    "",
    "```python",
    "self.pool = nn.Conv2d(64, 64, 4, stride=2)  # edgewise: ignore even-kernel",
    "# edgewise: ignore depthwise-memory-access, unequal-channel-widths",
    "x = self.block(x)",
    "```",
    "",
    "For a project, ONNX models included, in `edgewise.json`: another severity, or `off`.",
    "",
    "```json",
    '{ "rules": { "even-kernel": "off", "dynamic-shape": "warning" } }',
    "```",
    "",
    "A comment that names a rule which is not there has no effect, and is shown as `unknown-rule` (info).",
    "",
  ].join("\n");
}

function rulePage(rule: Rule): string {
  const scope = rule.isForTarget
    ? "Asked for each chosen device."
    : "Asked once for a model, whatever the devices.";
  return [
    `# ${rule.id}`,
    "",
    `${capital(rule.severity)}. ${groups[rule.group]}. ${scope}`,
    "",
    prose(rule.what),
    "",
    "## Why",
    "",
    prose(rule.why),
    "",
    "## What to do",
    "",
    prose(rule.fix),
    "",
    "## Found",
    "",
    ...exampleLines(rule.bad),
    ...said(rule, rule.bad),
    "## Not found",
    "",
    ...exampleLines(rule.good),
    "## How often",
    "",
    firingText(rule),
    "",
    "## Sources",
    "",
    ...rule.sources.map((it) => `- ${prose(it)}`),
    "",
    "[All rules, and how to silence one](README.md)",
    "",
  ].join("\n");
}

/** What has no chosen budget, no weights and no quantization cannot break those rules: 0 is then no praise. */
function firingText({ id }: Rule): string {
  const { models, devices: boards, modelsByRule } = rates;
  return `Found in ${modelsByRule[id] ?? 0} of torchvision's ${models} classifiers, from their source, on ${boards.length} boards.`;
}

function exampleLines(example: Example): readonly string[] {
  const { model, problems = [] } = example;
  const on = onText(example);
  return [
    ...(on === "" ? [] : [on, ""]),
    "```",
    model.trim(),
    "```",
    "",
    ...(problems.length > 0
      ? ["The reader said:", "", ...problems.map((it) => `- ${prose(it.message)}`), ""]
      : []),
  ];
}

/** `On Jetson Nano, TensorRT int8, with a budget of latencyMs 20:` */
function onText({ device: id, choice, runtimeVersion, budgets }: Example): string {
  const device = devices.find((it) => it.id === id);
  const usual = { ...device?.defaultRuntime, ...choice };
  const how = usual.runtime && [runtimeNames[usual.runtime], runtimeVersion, usual.precision].filter(Boolean);
  const limits = Object.entries(budgets ?? {}).map(([name, value]) => `${name} ${value}`);
  const parts = [
    device && `on ${device.name}`,
    how?.join(" "),
    limits.length > 0 && `with a budget of ${limits.join(", ")}`,
  ].filter((it) => typeof it === "string");
  return parts.length === 0 ? "" : capital(`${parts.join(", ")}:`);
}

/** What the rule says of its example. */
function said(rule: Rule, example: Example): readonly string[] {
  const { value, problems } = readOnnxText(example.model);
  const analysis = analyze(value.model);
  const device = devices.find((it) => it.id === example.device);
  const choice = device && ({ ...device.defaultRuntime, ...example.choice } as Target["choice"]);
  const forecast = device && choice && forecastOf(predict(analysis, device, choice), device);
  const version = example.runtimeVersion;
  const target = device &&
    choice && {
      device,
      choice,
      ...(version !== undefined && { runtimeVersion: version }),
      ...(forecast && { forecast }),
    };
  const found = diagnose({
    analysis,
    links: linksOf(analysis.nodes),
    problems: [...problems, ...(example.problems ?? [])],
    targets: target ? [target] : [],
    budgets: example.budgets ?? {},
  }).filter((it) => it.rule === rule.id);
  return found.flatMap((it) => [`> ${it.severity}: ${prose(it.message)}`, ""]);
}

function prose(text: string): string {
  return text.replace(/[<>]/g, (it) => (it === "<" ? "&lt;" : "&gt;")).replace(/[*_]/g, "\\$&");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
