/** What a schema has against a value, in words for a person who wrote it by hand. */
import type { z } from "zod/mini";

/** A sentence about one issue that the schema found. */
export function issueText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `${withArticle(issue.expected)} is expected here.`;
    case "invalid_value":
      return `One of ${issue.values.map((it) => JSON.stringify(it)).join(", ")} is expected here.`;
    case "too_small":
      return issue.origin === "number"
        ? `A number ${issue.inclusive === true ? "of at least" : "above"} ${String(issue.minimum)} is expected here.`
        : "This is empty.";
    case "too_big":
      return `A number up to ${String(issue.maximum)} is expected here.`;
    case "invalid_format":
      return "Lower-case letters, digits and single hyphens between them are expected here.";
    default:
      return "This value is not one that the field takes.";
  }
}

const withArticle = (type: string): string => `${/^[aeiou]/.test(type) ? "An" : "A"} ${type}`;
