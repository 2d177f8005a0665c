import * as z from "zod/mini";
import { deviceNeeds } from "./device-needs.ts";
import { pageKinds, type PageReport } from "./page-report.ts";

/** What a page says to the editor. It shows text that others wrote: nothing that it says is believed unchecked. */
const pageMessage = z.discriminatedUnion("kind", [
  /** Its script runs: it can be told what to show. */
  z.strictObject({ kind: z.literal("ready") }),
  /** What it was told to show stands there. */
  z.strictObject({ kind: z.literal("shown"), rows: z.int().check(z.nonnegative()) }),
  z.strictObject({ kind: z.literal("refresh") }),
  z.strictObject({ kind: z.literal("open"), page: z.enum(pageKinds) }),
  z.strictObject({ kind: z.literal("recommend"), needs: deviceNeeds }),
]);

export type PageMessage = z.infer<typeof pageMessage>;

/** The message, or undefined for anything that is none. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  const read = pageMessage.safeParse(value);
  return read.success ? read.data : undefined;
}

/** What the editor says to a page. */
export type EditorMessage =
  | { readonly kind: "report"; readonly report: PageReport }
  | { readonly kind: "failure"; readonly message: string };
