/**
 * Reads a Python pickle symbolically, protocols 0 to 5: what would be imported and called becomes data. It must not
 * resolve a name, call anything, or throw on bytes.
 */
import { type Problem } from "../graph/problem.ts";
import { ByteCursor } from "./byte-cursor.ts";
import { type ByteSource } from "./byte-source.ts";
import { runCall } from "./pickle-calls.ts";
import { addPairs, runContainer } from "./pickle-containers.ts";
import { type PickleEffect, PickleEffects, type PickleImport } from "./pickle-effects.ts";
import {
  binaryInteger,
  bytes,
  decimal,
  float,
  index,
  quotedString,
  text,
  unicodeLine,
} from "./pickle-literals.ts";
import { highestProtocol, opcode } from "./pickle-opcode.ts";
import { PickleStack } from "./pickle-stack.ts";
import { isObject, type PickleDict, type PickleValue } from "./pickle-value.ts";

/** As fickling has it. A checkpoint takes some thirty opcodes for each tensor. */
const mostOpcodes = 1_000_000;

export interface PickleReading {
  /** What was read before it broke off, when it did; undefined when that is nothing. */
  readonly value: PickleValue | undefined;
  /** Where the next pickle may begin. */
  readonly end: number;
  readonly imports: readonly PickleImport[];
  readonly effects: readonly PickleEffect[];
  /** Of everything that is stored outside of the pickle. */
  readonly persistentIds: readonly PickleValue[];
  /** Highest protocol that it states; 0 when it states none. */
  readonly protocol: number;
  /** At most one: reading stops where a pickle makes no sense. */
  readonly problem?: Problem;
}

/** What the families of opcodes share while a pickle is read. */
export interface PickleMachine {
  readonly cursor: ByteCursor;
  readonly stack: PickleStack;
  readonly effects: PickleEffects;
  readonly persistentIds: PickleValue[];
  protocol: number;
}

/** `name` is what the pickle is called in messages. */
export function readPickle(source: ByteSource, offset = 0, name = "The pickle"): PickleReading {
  const machine: PickleMachine = {
    cursor: new ByteCursor(source, offset),
    stack: new PickleStack(),
    effects: new PickleEffects(),
    persistentIds: [],
    protocol: 0,
  };
  const problem = run(machine, name);
  const { cursor, stack, effects, persistentIds, protocol } = machine;
  return {
    value: problem ? salvaged(stack) : stack.salvage(),
    end: cursor.position,
    imports: effects.imports,
    effects: effects.effects,
    persistentIds,
    protocol,
    ...(problem && { problem }),
  };
}

function run(machine: PickleMachine, name: string): Problem | undefined {
  const { cursor, stack } = machine;
  const stopped = (code: Problem["code"], offset: number, reason: string): Problem => ({
    code,
    severity: "error",
    message: `${name} ${reason} at byte ${offset}; the rest of it is left out.`,
    offset,
  });
  for (let count = 0; ; count++) {
    const at = cursor.position;
    if (count >= mostOpcodes) return stopped("limit", at, `has more than ${mostOpcodes} steps`);
    const code = cursor.byte();
    if (cursor.isCut) return stopped("truncated", at, "ends without its end mark");
    if (code === opcode.stop) {
      stack.top();
      return stack.fault && stopped(stack.fault.code, at, stack.fault.reason);
    }
    const isKnown = step(machine, code, at);
    if (cursor.isCut) return stopped("truncated", at, "ends inside a value");
    if (stack.fault) return stopped(stack.fault.code, at, stack.fault.reason);
    if (!isKnown) return stopped("malformed", at, `has the byte ${hex(code)}, which no pickle has,`);
  }
}

function step(machine: PickleMachine, code: number, at: number): boolean {
  return (
    runLiteral(machine, code) ||
    runContainer(machine, code, at) ||
    runMemo(machine, code) ||
    runCall(machine, code, at)
  );
}

function runLiteral(it: PickleMachine, code: number): boolean {
  const { cursor, stack } = it;
  switch (code) {
    case opcode.none:
      stack.push(null);
      return true;
    case opcode.newTrue:
    case opcode.newFalse:
      stack.push(code === opcode.newTrue);
      return true;
    case opcode.binInt:
      stack.push(cursor.int32());
      return true;
    case opcode.binInt1:
      stack.push(cursor.byte());
      return true;
    case opcode.binInt2:
      stack.push(cursor.uint16());
      return true;
    case opcode.long1:
      stack.push(binaryInteger(it, cursor.byte()));
      return true;
    case opcode.long4:
      stack.push(binaryInteger(it, cursor.int32()));
      return true;
    case opcode.binFloat:
      stack.push(cursor.float64BigEndian());
      return true;
    case opcode.int:
    case opcode.long:
      stack.push(decimal(it, code === opcode.long));
      return true;
    case opcode.float:
      stack.push(float(it));
      return true;
    default:
      return runText(it, code);
  }
}

function runText(it: PickleMachine, code: number): boolean {
  const { cursor, stack } = it;
  switch (code) {
    case opcode.shortBinUnicode:
      stack.push(text(it, cursor.byte()));
      return true;
    case opcode.binUnicode:
      stack.push(text(it, cursor.uint32()));
      return true;
    case opcode.binUnicode8:
      stack.push(text(it, cursor.uint64()));
      return true;
    case opcode.shortBinString:
    case opcode.shortBinBytes:
      stack.push(bytes(it, cursor.byte()));
      return true;
    case opcode.binString:
    case opcode.binBytes:
      stack.push(bytes(it, cursor.uint32()));
      return true;
    case opcode.binBytes8:
    case opcode.byteArray8:
      stack.push(bytes(it, cursor.uint64()));
      return true;
    case opcode.string:
      stack.push(quotedString(it));
      return true;
    case opcode.unicode:
      stack.push(unicodeLine(it));
      return true;
    default:
      return false;
  }
}

function runMemo(it: PickleMachine, code: number): boolean {
  const { cursor, stack } = it;
  switch (code) {
    case opcode.binPut:
      stack.remember(cursor.byte());
      return true;
    case opcode.longBinPut:
      stack.remember(cursor.uint32());
      return true;
    case opcode.put:
      stack.remember(index(it));
      return true;
    case opcode.memoize:
      stack.remember(stack.memoSize);
      return true;
    case opcode.binGet:
      stack.recall(cursor.byte());
      return true;
    case opcode.longBinGet:
      stack.recall(cursor.uint32());
      return true;
    case opcode.get:
      stack.recall(index(it));
      return true;
    case opcode.frame: {
      // Frames say how much to read at once; only that much must be there.
      const length = cursor.uint64();
      if (length > cursor.left) cursor.isCut = true;
      return true;
    }
    case opcode.proto: {
      const protocol = cursor.byte();
      if (protocol > highestProtocol)
        stack.fail("malformed", `is of protocol ${protocol}, which is higher than ${highestProtocol},`);
      it.protocol = Math.max(it.protocol, protocol);
      return true;
    }
    default:
      return false;
  }
}

/** The outermost value of a pickle that breaks off, with what was on its way into it. */
function salvaged(stack: PickleStack): PickleValue | undefined {
  while (stack.isMarked) closeGroup(stack);
  let value = stack.salvage();
  // What stands below was pushed earlier: the outermost is the lowest.
  while (!stack.isEmpty) value = stack.pop();
  return value;
}

function closeGroup(stack: PickleStack): void {
  const items = stack.popMark();
  const target = stack.salvage() ?? null;
  if (isObject(target, "list")) for (const it of items) target.items.push(it);
  const entries = entriesInto(target, items.length > 1);
  if (entries) addPairs(entries, items);
}

function entriesInto(target: PickleValue, isFilled: boolean): PickleDict["entries"] | undefined {
  if (isObject(target, "dict")) return target.entries;
  return isObject(target, "call") && isFilled ? (target.entries ??= []) : undefined;
}

function hex(code: number): string {
  return `0x${code.toString(16).padStart(2, "0")}`;
}
