/** Reads the directory of a tar archive. It must not follow links, nor take a member for a path. */
import { type Problem } from "../graph/problem.ts";
import { type ByteSource } from "./byte-source.ts";

export interface TarMember {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

const block = 512;
const mostMembers = 10_000;
// Regular files, as old and as new tar programs mark them.
const regular = ["0", "\0", ""];

export function isTar(source: ByteSource): boolean {
  const head = source.read(0, Math.min(block, source.size));
  return head.length === block && checksum(head) === octal(head, 148, 8) && checksum(head) > 0;
}

export function readTar(source: ByteSource): {
  readonly members: ReadonlyMap<string, TarMember>;
  readonly problems: readonly Problem[];
} {
  const members = new Map<string, TarMember>();
  const problems: Problem[] = [];
  const complain = (code: Problem["code"], message: string, offset: number) =>
    problems.length < 20 && problems.push({ code, severity: "error", message, offset });
  let offset = 0;
  for (let count = 0; offset + block <= source.size; count++) {
    if (count >= mostMembers) {
      complain(
        "limit",
        `The tar archive has more than ${mostMembers} members; the rest is left out.`,
        offset,
      );
      break;
    }
    const head = source.read(offset, block).slice();
    if (head.every((it) => it === 0)) break;
    const size = octal(head, 124, 12);
    if (checksum(head) !== octal(head, 148, 8) || size === undefined) {
      complain(
        "malformed",
        `The tar archive has a damaged member at byte ${offset}; the rest is left out.`,
        offset,
      );
      break;
    }
    const name = textAt(head, 0, 100).replace(/^\.\//, "");
    const member = { name, offset: offset + block, size };
    if (member.offset + size > source.size) {
      const left = source.size - member.offset;
      complain(
        "truncated",
        `${JSON.stringify(name)} takes ${size} bytes, where the tar archive has ${left} left.`,
        offset,
      );
      break;
    }
    if (regular.includes(textAt(head, 156, 1))) {
      if (members.has(name))
        complain(
          "malformed",
          `The tar archive holds ${JSON.stringify(name)} twice; the first counts.`,
          offset,
        );
      else members.set(name, member);
    }
    offset = member.offset + Math.ceil(size / block) * block;
  }
  return { members, problems };
}

function textAt(bytes: Uint8Array, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return String.fromCharCode(...(end < 0 ? field : field.subarray(0, end)));
}

function octal(bytes: Uint8Array, from: number, length: number): number | undefined {
  const text = textAt(bytes, from, length).trim();
  return /^[0-7]{1,11}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

/** Over the head, its own field counted as blanks. */
function checksum(head: Uint8Array): number {
  return head.reduce((sum, it, i) => sum + (i >= 148 && i < 156 ? 32 : it), 0);
}
