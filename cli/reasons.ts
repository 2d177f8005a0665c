import { type InspectReport } from "../protocol/inspect-report.ts";

/** Why nodes are not counted, and which: the first by name, the others by number. In order of appearance. */
export function uncountedReasons({ coverage }: InspectReport): readonly (readonly [string, string])[] {
  const groups = new Map<string, { first: string; count: number }>();
  for (const { node, operator, reason } of coverage.uncounted) {
    const group = groups.get(reason);
    if (group) group.count++;
    else groups.set(reason, { first: `${node} (${operator})`, count: 1 });
  }
  return [...groups].map(([reason, { first, count }]) => [
    withAdvice(reason),
    count > 1 ? `${first} and ${count - 1} more` : first,
  ]);
}

/** What to type, where a size that nobody gave is the reason. */
function withAdvice(reason: string): string {
  const names = /^depends on (.*), which is not bound$/.exec(reason)?.[1];
  if (names === undefined) return reason;
  const sizes = names.split(", ").map((it) => `${it}=…`);
  return `${reason} (--bind ${sizes.join(",")})`;
}

export function nodesText(count: number): string {
  return count === 1 ? "1 node" : `${count} nodes`;
}
