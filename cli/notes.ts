import { type InspectReport } from "../protocol/inspect-report.ts";

type Note = NonNullable<InspectReport["coverage"]["notes"]>[number];

/** What was assumed or could not be known of traced source: what may make the numbers wrong comes first. */
export function noteTexts({ coverage: { notes = [] } }: InspectReport): readonly string[] {
  const order = ["error", "warning", "info"];
  return [...notes].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level)).map(noteText);
}

function noteText({ message, location, count }: Note): string {
  const times = count > 1 ? `, ${count} times` : "";
  return location ? `${placeText(location)}: ${message}${times}` : `${message}${times}`;
}

export function placeText({ file, line, column }: NonNullable<Note["location"]>): string {
  return `${file}:${line}:${column}`;
}
