/**
 * The one table of settings: it yields the type, the defaults, the `contributes.configuration` of package.json and
 * docs/settings.md.
 */
interface Setting<T> {
  readonly fallback: T;
  /** Markdown, shown in the settings editor. */
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly scope: "resource" | "window" | "machine-overridable";
}

function setting<T>(fallback: T, description: string, schema: Setting<T>["schema"]): Setting<T> {
  return { fallback, description, schema, scope: "resource" };
}

export type InlayHintDensity = "off" | "shape" | "shapeAndCost" | "shareOfTime";
const densities: readonly unknown[] = ["off", "shape", "shapeAndCost", "shareOfTime"];

export type RuleLevel = "error" | "warning" | "info" | "off";
const levels: readonly unknown[] = ["error", "warning", "info", "off"];

export const settings = {
  hover: setting<boolean>(
    true,
    "Show a card with the cost of a node or a model when the pointer rests on it.",
    {
      type: "boolean",
    },
  ),
  inlayHints: setting<InlayHintDensity>(
    "shareOfTime",
    "What to show beside each node, and each call in `forward`.",
    {
      type: "string",
      enum: densities,
      markdownEnumDescriptions: [
        "Nothing.",
        "The shape of the output.",
        "The shape of the output and the multiply-adds.",
        "These, and the share of the time at the five places that take most of it on the first target device.",
      ],
    },
  ),
  codeLens: setting<boolean>(
    true,
    "Show the totals above each model: parameters, multiply-adds, peak activation memory.",
    {
      type: "boolean",
    },
  ),
  tracePython: setting<boolean>(
    true,
    "Run the workspace's Python in a sandbox to see what its models cost. It has no network, no processes and no files but the source; nothing is run before the workspace is trusted.",
    { type: "boolean" },
  ),
  pythonSearchPath: setting<readonly string[]>(
    [],
    "Folders with the Python packages that models import. The packages of the workspace's environment are found without this.",
    { type: "array", items: { type: "string" } },
  ),
  pythonInput: setting<string>(
    "",
    "Input of models whose source does not tell it, for example `1x3x224x224` or `1x128:int64`.",
    { type: "string", pattern: "^(\\d+(x\\d+)*(:\\w+)?)?$" },
  ),
  bindings: setting<Readonly<Record<string, number>>>(
    {},
    'Sizes for symbolic dimensions, for example `{ "seq": 128 }`. A batch that is not listed is 1; other symbols stay symbols.',
    { type: "object", additionalProperties: { type: "integer", minimum: 0 } },
  ),
  rules: setting<Readonly<Record<string, RuleLevel>>>(
    {},
    'Severity by rule, for example `{ "even-kernel": "off" }`, before what edgewise.json says. The comment `# edgewise: ignore even-kernel` leaves out one place.',
    { type: "object", additionalProperties: { type: "string", enum: levels } },
  ),
};

export type Settings = { readonly [K in keyof typeof settings]: (typeof settings)[K]["fallback"] };

export const defaultSettings = Object.fromEntries(
  Object.entries(settings).map(([name, it]) => [name, it.fallback]),
) as unknown as Settings;

/** Settings as a client sends them, each checked: what is of the wrong kind falls back to its default. */
export function settingsFrom(given: unknown): Settings {
  const values = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  const { hover, inlayHints, codeLens, bindings, tracePython, pythonSearchPath, pythonInput, rules } = values;
  return {
    hover: typeof hover === "boolean" ? hover : defaultSettings.hover,
    inlayHints: isDensity(inlayHints) ? inlayHints : defaultSettings.inlayHints,
    codeLens: typeof codeLens === "boolean" ? codeLens : defaultSettings.codeLens,
    tracePython: typeof tracePython === "boolean" ? tracePython : defaultSettings.tracePython,
    pythonSearchPath: isStrings(pythonSearchPath) ? pythonSearchPath : defaultSettings.pythonSearchPath,
    pythonInput: typeof pythonInput === "string" ? pythonInput : defaultSettings.pythonInput,
    bindings: sizesFrom(bindings),
    rules: levelsFrom(rules),
  };
}

function isDensity(value: unknown): value is InlayHintDensity {
  return densities.includes(value);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((it) => typeof it === "string");
}

function sizesFrom(value: unknown): Settings["bindings"] {
  if (typeof value !== "object" || value === null) return {};
  // 0 is a size too: what is kept of the past before the first token.
  const sizes = Object.entries(value).filter(([, it]) => Number.isSafeInteger(it) && (it as number) >= 0);
  return Object.fromEntries(sizes) as Settings["bindings"];
}

function levelsFrom(value: unknown): Settings["rules"] {
  if (typeof value !== "object" || value === null) return {};
  const chosen = Object.entries(value).filter(([, it]) => levels.includes(it));
  return Object.fromEntries(chosen) as Settings["rules"];
}
