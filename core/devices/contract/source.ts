/** Where a value is from, and how far it can be trusted. */
export interface Source {
  readonly status: SourceStatus;
  /** A document in words or as a link; for `derived` the formula; for `unverified` what was tried. */
  readonly text: string;
}

export const sourceStatuses = [
  "cited", // a text says so
  "survey", // only the survey's table says so
  "derived", // computed from values that have a source
  "unverified", // nobody has confirmed it
] as const;
export type SourceStatus = (typeof sourceStatuses)[number];

export const cited = (text: string) => ({ status: "cited", text }) as const;
export const survey = (text = "the survey's table") => ({ status: "survey", text }) as const;
export const derived = (text: string) => ({ status: "derived", text }) as const;
export const unverified = (text = "no source found that confirms it") =>
  ({ status: "unverified", text }) as const;
