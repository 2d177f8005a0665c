import { z } from "zod/mini";

/** Places in files, as all reports write them. */

const describe = (text: string) => z.meta({ description: text });

export const location = z.object({
  file: z.optional(z.string()).check(describe("Path of the file, as given to the command.")),
  offset: z
    .optional(z.number())
    .check(describe("Bytes from the start of a binary file, UTF-16 units in a text.")),
  length: z.optional(z.number()),
  line: z.optional(z.number()).check(describe("1-based, in text files.")),
  column: z.optional(z.number()).check(describe("1-based, in text files.")),
  endLine: z.optional(z.number()),
  endColumn: z.optional(z.number()),
});

export const place = z.object({
  file: z.string().check(describe("Path of the source file.")),
  line: z.number().check(describe("1-based.")),
  column: z.number().check(describe("1-based, in UTF-16 units.")),
  endLine: z.number(),
  endColumn: z.number(),
});
