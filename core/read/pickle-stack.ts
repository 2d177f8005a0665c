/** The stack, the marks and the memo of a pickle that is read. It must stay within its limits whatever the pickle says. */
import { type PickleValue } from "./pickle-value.ts";

// fickling, which reads pickles for safety, stops at a stack of 10⁴ and a memo of 10⁵. Programs in C++ (TorchScript)
// put whole lists of numbers on the stack, and a checkpoint takes some ten places of the memo for each tensor.
const mostOnStack = 100_000;
const mostMarks = 10_000;
const mostRemembered = 500_000;

export interface Fault {
  readonly code: "malformed" | "limit" | "truncated";
  /** The end of a sentence that says where. */
  readonly reason: string;
}

export class PickleStack {
  /** The first thing that went wrong; what comes after it means nothing. */
  fault: Fault | undefined;
  private readonly values: PickleValue[] = [];
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, PickleValue>();

  fail(code: Fault["code"], reason: string): void {
    this.fault ??= { code, reason };
  }

  get memoSize(): number {
    return this.memo.size;
  }

  push(value: PickleValue): void {
    if (this.values.length < mostOnStack) this.values.push(value);
    else this.fail("limit", `puts more than ${mostOnStack} values on the stack`);
  }

  pop(): PickleValue {
    if (this.values.length > this.fence) return this.values.pop() ?? null;
    this.fail("malformed", "takes a value from an empty stack");
    return null;
  }

  /** The last `count` values, in order. */
  take(count: number): PickleValue[] {
    const from = this.values.length - count;
    if (from >= this.fence) return this.values.splice(from);
    this.fail("malformed", "takes a value from an empty stack");
    return [];
  }

  top(): PickleValue {
    if (this.values.length > this.fence) return this.values.at(-1) ?? null;
    this.fail("malformed", "needs a value on an empty stack");
    return null;
  }

  mark(): void {
    if (this.marks.length < mostMarks) this.marks.push(this.values.length);
    else this.fail("limit", `has more than ${mostMarks} open marks`);
  }

  /** What stands above the last mark, in order. */
  popMark(): PickleValue[] {
    const mark = this.marks.pop();
    if (mark !== undefined) return this.values.splice(mark);
    this.fail("malformed", "ends a group that was not begun");
    return [];
  }

  /** POP takes the mark away when nothing stands above it. */
  popOrUnmark(): void {
    if (this.marks.length > 0 && this.marks.at(-1) === this.values.length) this.marks.pop();
    else this.pop();
  }

  remember(index: number): void {
    const value = this.top();
    if (this.memo.size >= mostRemembered && !this.memo.has(index))
      this.fail("limit", `remembers more than ${mostRemembered} values`);
    else if (!this.fault) this.memo.set(index, value);
  }

  recall(index: number): void {
    const value = this.memo.get(index);
    if (value === undefined) this.fail("malformed", `refers to value ${index}, which it has not remembered`);
    else this.push(value);
  }

  get isMarked(): boolean {
    return this.marks.length > 0;
  }

  get isEmpty(): boolean {
    return this.values.length === 0;
  }

  /** Takes the top of a stack that is broken off, whether there is a mark below it or not. */
  salvage(): PickleValue | undefined {
    return this.values.at(-1);
  }

  private get fence(): number {
    return this.marks.at(-1) ?? 0;
  }
}
