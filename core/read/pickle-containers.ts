/** The opcodes of pickles that build tuples, lists, dictionaries and sets. It must not call what a list or dictionary is filled into. */
import { opcode } from "./pickle-opcode.ts";
import { type PickleMachine } from "./pickle.ts";
import { isObject, type PickleDict, type PickleValue } from "./pickle-value.ts";

export function runContainer(it: PickleMachine, code: number, at: number): boolean {
  const { stack } = it;
  switch (code) {
    case opcode.mark:
      stack.mark();
      return true;
    case opcode.pop:
      stack.popOrUnmark();
      return true;
    case opcode.popMark:
      stack.popMark();
      return true;
    case opcode.dup:
      stack.push(stack.top());
      return true;
    case opcode.append: {
      const item = stack.pop();
      append(it, [item], at);
      return true;
    }
    case opcode.appends:
    case opcode.addItems:
      append(it, stack.popMark(), at);
      return true;
    case opcode.setItem: {
      const value = stack.pop();
      const key = stack.pop();
      setItems(it, [key, value], at);
      return true;
    }
    case opcode.setItems:
      setItems(it, stack.popMark(), at);
      return true;
    default:
      return runNew(it, code);
  }
}

function runNew({ stack }: PickleMachine, code: number): boolean {
  switch (code) {
    case opcode.emptyTuple:
      stack.push({ kind: "tuple", items: [] });
      return true;
    case opcode.tuple:
      stack.push({ kind: "tuple", items: stack.popMark() });
      return true;
    case opcode.tuple1:
    case opcode.tuple2:
    case opcode.tuple3:
      stack.push({ kind: "tuple", items: stack.take(code - opcode.tuple1 + 1) });
      return true;
    case opcode.emptyList:
      stack.push({ kind: "list", items: [] });
      return true;
    case opcode.list:
      stack.push({ kind: "list", items: stack.popMark() });
      return true;
    case opcode.emptySet:
      stack.push({ kind: "set", items: [] });
      return true;
    case opcode.frozenSet:
      stack.push({ kind: "set", items: stack.popMark() });
      return true;
    case opcode.emptyDict:
      stack.push({ kind: "dict", entries: [] });
      return true;
    case opcode.dict: {
      const items = stack.popMark();
      const dict: PickleDict = { kind: "dict", entries: [] };
      if (items.length % 2 !== 0) stack.fail("malformed", "has a dictionary with a key but no value");
      addPairs(dict.entries, items);
      stack.push(dict);
      return true;
    }
    default:
      return false;
  }
}

function append({ stack, effects }: PickleMachine, items: readonly PickleValue[], at: number): void {
  const target = stack.top();
  if (stack.fault) return;
  if (isObject(target, "list") || isObject(target, "set")) addAll(target.items, items);
  else {
    effects.changed(target, at);
    if (isObject(target, "call")) addAll((target.items ??= []), items);
  }
}

function setItems({ stack, effects }: PickleMachine, items: readonly PickleValue[], at: number): void {
  const target = stack.top();
  if (items.length % 2 !== 0) stack.fail("malformed", "has a dictionary with a key but no value");
  if (stack.fault) return;
  if (isObject(target, "dict")) addPairs(target.entries, items);
  else {
    effects.changed(target, at);
    if (isObject(target, "call")) addPairs((target.entries ??= []), items);
  }
}

/** Not by push(...): that takes no hundred thousand arguments. */
function addAll(into: PickleValue[], items: readonly PickleValue[]): void {
  for (const it of items) into.push(it);
}

export function addPairs(into: PickleDict["entries"], items: readonly PickleValue[]): void {
  for (let i = 0; i + 1 < items.length; i += 2) into.push([items[i] ?? null, items[i + 1] ?? null]);
}
