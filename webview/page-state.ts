import { type PageSort } from "../protocol/page-report.ts";

/** What a page keeps of what the user did with it, by section, so that it looks the same when it comes back. */
export interface PageState {
  readonly filters: Readonly<Record<string, string>>;
  readonly sorts: Readonly<Record<string, PageSort | null>>;
  readonly picked: readonly string[];
  readonly isSideBySide: boolean;
  /** Texts of the form's fields. */
  readonly needs: Readonly<Record<string, string>>;
}

export const freshState: PageState = { filters: {}, sorts: {}, picked: [], isSideBySide: false, needs: {} };

const longest = 1000;

/** A state as it was kept, perhaps by an older version, perhaps damaged: what is not right falls back. */
export function stateFrom(kept: unknown): PageState {
  const { filters, sorts, picked, isSideBySide, needs } = recordFrom(kept);
  return {
    filters: texts(filters),
    sorts: Object.fromEntries(
      Object.entries(recordFrom(sorts)).filter((it): it is [string, PageSort | null] => isSort(it[1])),
    ),
    picked: Array.isArray(picked) ? picked.filter(isText).slice(0, longest) : [],
    isSideBySide: isSideBySide === true,
    needs: texts(needs),
  };
}

function recordFrom(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function texts(value: unknown): Record<string, string> {
  const entries = Object.entries(recordFrom(value));
  return Object.fromEntries(entries.filter((it): it is [string, string] => isText(it[1])));
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= longest;
}

function isSort(value: unknown): value is PageSort | null {
  const { column, isDescending } = recordFrom(value);
  return value === null || (isText(column) && typeof isDescending === "boolean");
}
