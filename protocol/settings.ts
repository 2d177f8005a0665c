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

export type InlayHintDensity = "off" | "shape" | "shapeAndCost";

export const settings = {
  hover: setting<boolean>(
    true,
    "Show a card with the cost of a node or a model when the pointer rests on it.",
    {
      type: "boolean",
    },
  ),
  inlayHints: setting<InlayHintDensity>("shapeAndCost", "What to show at the end of each node's line.", {
    type: "string",
    enum: ["off", "shape", "shapeAndCost"],
    markdownEnumDescriptions: [
      "Nothing.",
      "The shape of the output.",
      "The shape of the output and the multiply-adds.",
    ],
  }),
  codeLens: setting<boolean>(
    true,
    "Show the totals above each model: parameters, multiply-adds, peak activation memory.",
    {
      type: "boolean",
    },
  ),
  bindings: setting<Readonly<Record<string, number>>>(
    {},
    'Sizes for symbolic dimensions, for example `{ "seq": 128 }`. A batch that is not listed is 1; other symbols stay symbols.',
    { type: "object", additionalProperties: { type: "integer", minimum: 0 } },
  ),
};

export type Settings = { readonly [K in keyof typeof settings]: (typeof settings)[K]["fallback"] };

export const defaultSettings = Object.fromEntries(
  Object.entries(settings).map(([name, it]) => [name, it.fallback]),
) as unknown as Settings;

/** Settings as a client sends them, each checked: what is of the wrong kind falls back to its default. */
export function settingsFrom(given: unknown): Settings {
  const values = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  const { hover, inlayHints, codeLens, bindings } = values;
  return {
    hover: typeof hover === "boolean" ? hover : defaultSettings.hover,
    inlayHints: isDensity(inlayHints) ? inlayHints : defaultSettings.inlayHints,
    codeLens: typeof codeLens === "boolean" ? codeLens : defaultSettings.codeLens,
    bindings: sizesFrom(bindings),
  };
}

function isDensity(value: unknown): value is InlayHintDensity {
  return value === "off" || value === "shape" || value === "shapeAndCost";
}

function sizesFrom(value: unknown): Settings["bindings"] {
  if (typeof value !== "object" || value === null) return {};
  // 0 is a size too: what is kept of the past before the first token.
  const sizes = Object.entries(value).filter(([, it]) => Number.isSafeInteger(it) && (it as number) >= 0);
  return Object.fromEntries(sizes) as Settings["bindings"];
}
