import { type Span } from "../graph/model.ts";

/** One stretch of a text that was replaced by another; all around it is as it was. Offsets in UTF-16 units. */
export interface Replacement {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What changed from one text to the other: the shortest stretch that covers every difference. */
export function replacementBetween(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let kept = 0;
  const most = shorter - start;
  while (
    kept < most &&
    before.charCodeAt(before.length - 1 - kept) === after.charCodeAt(after.length - 1 - kept)
  )
    kept++;
  return { start, oldEnd: before.length - kept, newEnd: after.length - kept };
}

/** Where a place of the old text is in the new one; undefined when the change took a part of it. */
export function shifted({ offset, length }: Span, { start, oldEnd, newEnd }: Replacement): Span | undefined {
  const end = offset + length;
  const moved = newEnd - oldEnd;
  if (end <= start) return { offset, length };
  if (offset >= oldEnd) return { offset: offset + moved, length };
  // The change is inside: an argument of this call was edited.
  if (offset < start && oldEnd < end) return { offset, length: length + moved };
  return undefined;
}
