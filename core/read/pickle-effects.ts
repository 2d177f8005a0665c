/**
 * Keeps account of what a pickle would do to the program that loads it: every import, every call, and whatever else
 * runs code. It must not judge, nor do any of it.
 */
import { globalName, isObject, type PickleCall, type PickleValue } from "./pickle-value.ts";

export interface PickleImport {
  readonly module: string;
  readonly name: string;
  /** Where it is first named. */
  readonly offset: number;
  /** How often it is called, or an object of it made. */
  calls: number;
}

/** What runs code other than by calling an import. */
export interface PickleEffect {
  readonly offset: number;
  /** The end of a sentence that begins with "it". */
  readonly what: string;
}

const mostImports = 10_000;
const mostEffects = 200;
const longestName = 300;

export class PickleEffects {
  private readonly byName = new Map<string, PickleImport>();
  readonly effects: PickleEffect[] = [];
  droppedImports = 0;

  get imports(): readonly PickleImport[] {
    return [...this.byName.values()];
  }

  imported(module: string, name: string, offset: number): void {
    const key = `${module}\n${name}`;
    if (this.byName.has(key)) return;
    if (this.byName.size < mostImports) this.byName.set(key, { module, name, offset, calls: 0 });
    else this.droppedImports++;
  }

  called(callee: PickleValue, offset: number): void {
    if (isObject(callee, "global")) {
      const found = this.byName.get(`${callee.module}\n${callee.name}`);
      if (found) found.calls++;
    } else this.add(offset, `calls ${described(callee)}, which is made while the file is loaded`);
  }

  extension(code: number, offset: number): void {
    this.add(offset, `uses code ${code} of the program's own registry, which can stand for any import`);
  }

  /** BUILD puts a state into something: an object by its own `__setstate__`, else by its attributes. */
  built(target: PickleValue, offset: number): void {
    if (isObject(target, "call")) return;
    this.add(offset, `changes attributes of ${described(target)}`);
  }

  /** SETITEMS or APPENDS: of a dictionary or list that is no object of a class, they are data only. */
  changed(target: PickleValue, offset: number): void {
    // What was called is judged by its name; but nothing legitimate writes into a tensor (CVE-2026-24747 did).
    const isTensor = isObject(target, "call") && isTensorMaker(target);
    if (isTensor || !isObject(target, "call")) this.add(offset, `writes into ${described(target)}`);
  }

  private add(offset: number, what: string): void {
    if (this.effects.length < mostEffects) this.effects.push({ offset, what });
  }
}

function isTensorMaker({ callee }: PickleCall): boolean {
  return /^torch\.(_utils\._rebuild|_tensor\._rebuild|nn\.parameter\.Parameter|Tensor$|storage\.)/.test(
    globalName(callee) ?? "",
  );
}

/** What a value is, for a sentence: `the result of builtins.getattr`. */
function described(value: PickleValue): string {
  const name = globalName(value);
  if (name !== undefined) return name.slice(0, longestName);
  if (isObject(value, "call")) {
    const callee = globalName(value.callee);
    return callee === undefined ? "a computed value" : `the result of ${callee.slice(0, longestName)}`;
  }
  if (isObject(value, "persistent")) return "a stored object";
  if (value === null) return "None";
  return typeof value === "object" ? `a ${value.kind}` : `a ${typeof value}`;
}
