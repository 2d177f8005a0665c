/** What a page (a webview panel) shows: tables of cells whose words, numbers and sources the server wrote. */
export const pageKinds = [
  "deviceCatalogue",
  "compareDevices",
  "recommendDevice",
  "publishedDeployments",
] as const;
export type PageKind = (typeof pageKinds)[number];

export interface PageReport {
  readonly kind: PageKind;
  readonly title: string;
  /** What the numbers are of, and how to read them: whole sentences. */
  readonly lead: readonly string[];
  /** What is wrong with what is shown; empty most of the time. */
  readonly warnings: readonly string[];
  readonly sections: readonly PageSection[];
  /** Of the recommendation: what can be asked for. */
  readonly form?: NeedsForm;
  /** Better numbers are being worked out: ask again in a moment. */
  readonly isUpdating?: true;
}

export interface PageSection {
  readonly id: string;
  readonly title?: string;
  readonly columns: readonly PageColumn[];
  readonly rows: readonly PageRow[];
  /** What the rows are: `devices`. */
  readonly noun: string;
  /** What is said in place of a table without rows. */
  readonly empty: string;
  /** Of the text box over the table; absent where there are too few rows to search in. */
  readonly filterHint?: string;
  /** Rows that are picked can be seen side by side, up to this many. */
  readonly mostPicked?: number;
  /** Absent: in the order given. */
  readonly sortedBy?: PageSort;
}

export interface PageSort {
  readonly column: string;
  readonly isDescending: boolean;
}

export interface PageColumn {
  readonly key: string;
  readonly label: string;
  /** What the column means, where the label does not say it all. */
  readonly about?: string;
  /** Numbers, with their ends below each other. */
  readonly isNumber?: true;
  /** The row's name: it stays in sight when the others scroll. */
  readonly isName?: true;
  /** Sentences: the column takes the room that others leave. */
  readonly isWide?: true;
}

export interface PageRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, PageCell>>;
  /** What a filter finds beside the text of the cells. */
  readonly words?: string;
  /** For the view side by side. */
  readonly facts?: readonly PageFact[];
}

export interface PageFact {
  /** The same words for the same thing in every row. */
  readonly what: string;
  readonly cell: PageCell;
}

export interface PageCell {
  /** Empty: not known. */
  readonly text: string;
  /** Shown below the text, one in a line. */
  readonly list?: readonly string[];
  /** What it is sorted by; absent: it comes last. */
  readonly sort?: number | string;
  /** Shown when the pointer or the focus is on it: where it is from, how it was computed. */
  readonly about?: readonly string[];
  /** Nobody has confirmed it: `?`. */
  readonly isUnverified?: true;
  /** The survey says something else: `≠`. */
  readonly differs?: true;
  readonly tone?: "good" | "warning" | "bad";
}

export interface NeedsForm {
  readonly frameworks: readonly { readonly id: string; readonly name: string }[];
}
