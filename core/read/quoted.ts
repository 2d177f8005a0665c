/** Puts names from a file into messages; it must not let a hostile name fill the screen. */
const longest = 80;

export function quoted(name: string): string {
  return `"${name.length > longest ? `${name.slice(0, longest)}…` : name}"`;
}
