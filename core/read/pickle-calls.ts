/** The opcodes of pickles that name, call and fill objects: each becomes a record. It must not do what they say. */
import { lineOf } from "./pickle-literals.ts";
import { opcode } from "./pickle-opcode.ts";
import { type PickleMachine } from "./pickle.ts";
import { isObject, type PickleCall, type PickleValue, textOf } from "./pickle-value.ts";

export function runCall(it: PickleMachine, code: number, at: number): boolean {
  const { stack } = it;
  switch (code) {
    case opcode.global: {
      const module = lineOf(it);
      importName(it, { module, name: lineOf(it) }, at);
      return true;
    }
    case opcode.stackGlobal: {
      const name = stack.pop();
      const module = stack.pop();
      stackGlobal(it, { module, name }, at);
      return true;
    }
    case opcode.inst: {
      const module = lineOf(it);
      const name = lineOf(it);
      const args = stack.popMark();
      importName(it, { module, name }, at);
      const callee = stack.pop();
      call(it, { how: "inst", callee, args }, at);
      return true;
    }
    case opcode.obj: {
      const [callee, ...args] = stack.popMark();
      if (callee === undefined) stack.fail("malformed", "makes an object of no class");
      else call(it, { how: "inst", callee, args }, at);
      return true;
    }
    case opcode.reduce:
    case opcode.newObj: {
      const args = tuple(it, stack.pop());
      const callee = stack.pop();
      call(it, { how: code === opcode.reduce ? "reduce" : "newobj", callee, args }, at);
      return true;
    }
    case opcode.newObjEx: {
      const named = stack.pop();
      const args = tuple(it, stack.pop());
      const callee = stack.pop();
      call(it, { how: "newobj", callee, args: [...args, named] }, at);
      return true;
    }
    default:
      return runOutside(it, code, at);
  }
}

function runOutside(it: PickleMachine, code: number, at: number): boolean {
  const { cursor, stack, effects } = it;
  switch (code) {
    case opcode.build: {
      const state = stack.pop();
      const target = stack.top();
      if (stack.fault) return true;
      effects.built(target, at);
      // A second state of the same object would update the first.
      if (isObject(target, "call")) target.state = state;
      return true;
    }
    case opcode.persId:
      return outside(it, lineOf(it));
    case opcode.binPersId:
      return outside(it, stack.pop());
    case opcode.ext1:
      return extension(it, cursor.byte(), at);
    case opcode.ext2:
      return extension(it, cursor.uint16(), at);
    case opcode.ext4:
      return extension(it, cursor.int32(), at);
    case opcode.nextBuffer:
      // Buffers lie outside of the pickle; no file format of ours has them.
      stack.fail("malformed", "needs a buffer from outside");
      return true;
    case opcode.readOnlyBuffer:
      stack.top();
      return true;
    default:
      return false;
  }
}

function outside({ stack, persistentIds }: PickleMachine, id: PickleValue): true {
  persistentIds.push(id);
  stack.push({ kind: "persistent", id });
  return true;
}

function extension({ stack, effects, cursor }: PickleMachine, code: number, at: number): true {
  if (cursor.isCut) return true;
  effects.extension(code, at);
  stack.push({ kind: "global", module: "copyreg", name: `extension ${code}`, offset: at });
  return true;
}

interface Named {
  readonly module: PickleValue;
  readonly name: PickleValue;
}

/** Both names come from the stack: texts in an honest pickle. */
function stackGlobal(it: PickleMachine, { module, name }: Named, at: number): void {
  const [moduleText, nameText] = [textOf(module), textOf(name)];
  if (moduleText !== undefined && nameText !== undefined)
    importName(it, { module: moduleText, name: nameText }, at);
  else it.stack.fail("malformed", "imports by something that is no name");
}

function importName(
  { stack, effects, cursor }: PickleMachine,
  { module, name }: { readonly module: string; readonly name: string },
  at: number,
): void {
  if (stack.fault || cursor.isCut) return;
  effects.imported(module, name, at);
  stack.push({ kind: "global", module, name, offset: at });
}

function tuple({ stack }: PickleMachine, value: PickleValue): readonly PickleValue[] {
  if (isObject(value, "tuple")) return value.items;
  stack.fail("malformed", "calls something with what is no tuple");
  return [];
}

function call(
  { stack, effects }: PickleMachine,
  it: Pick<PickleCall, "how" | "callee" | "args">,
  offset: number,
): void {
  if (stack.fault) return;
  const callee = storedClass(it.callee) ?? it.callee;
  effects.called(callee, offset);
  stack.push({ kind: "call", ...it, callee, offset });
}

/** Old files of torch.save keep a module's class with its source: `("module", class, file, source)`, first without the word. */
function storedClass(value: PickleValue): PickleValue | undefined {
  if (!isObject(value, "persistent") || !isObject(value.id, "tuple")) return undefined;
  const [first, second] = value.id.items;
  const found = textOf(first) === "module" ? second : first;
  return isObject(found, "global") ? found : undefined;
}
