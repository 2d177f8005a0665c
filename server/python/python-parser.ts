// Reads Python source with tree-sitter: classes, functions and torch.nn calls. It must not run anything of the source.
import { join } from "node:path";
import { Language, type Node, Parser } from "web-tree-sitter";
import { type Span } from "../../core/graph/model.ts";
import { repairPython } from "../../core/python/repair.ts";
import {
  type Argument,
  type LayerCall,
  type Literal,
  type PythonClass,
  type PythonFunction,
  type PythonSyntax,
} from "../../core/python/syntax.ts";

export const grammarFiles = ["web-tree-sitter.wasm", "tree-sitter-python.wasm"] as const;

export interface PythonParser {
  parse(text: string): PythonSyntax;
  /** The call that a span is of, as it is written; undefined where there is none, or the text around it is broken. */
  callAt(text: string, span: Span): CallSyntax | undefined;
}

/** A call as it is written: what a text edit has to know. */
export interface CallSyntax {
  readonly calleeSpan: Span;
  readonly arguments: readonly ArgumentSyntax[];
  /** Where the closing parenthesis is. */
  readonly end: number;
  /** Arguments that are not written out: `*sizes`, `**options`. */
  readonly isOpen: boolean;
}

export interface ArgumentSyntax extends Argument {
  readonly valueSpan: Span;
}

/** `folder` holds the grammar files. */
export async function loadPythonParser(folder: string): Promise<PythonParser> {
  await Parser.init({ locateFile: (name: string) => join(folder, name) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(folder, "tree-sitter-python.wasm")));
  return {
    parse(text) {
      const { text: repaired, originalOffset } = repairPython(text);
      const tree = parser.parse(repaired);
      if (!tree) return { classes: [], functions: [], layers: [], faults: [] };
      try {
        return new SyntaxCollector(originalOffset).collect(tree.rootNode);
      } finally {
        // Trees live in the grammar's own memory, which nothing collects.
        tree.delete();
      }
    },
    callAt(text, { offset, length }) {
      const tree = parser.parse(text);
      if (!tree) return undefined;
      try {
        let node = tree.rootNode.descendantForIndex(offset, offset + length);
        while (node && node.type !== "call" && node.startIndex === offset && node.parent) node = node.parent;
        const isIt = node?.type === "call" && node.startIndex === offset && node.endIndex === offset + length;
        return node && isIt && !node.hasError ? callSyntax(node) : undefined;
      } finally {
        tree.delete();
      }
    },
  };
}

const moduleBase = "torch.nn.Module";
// Names that nearly every file gives these packages; used where an import is half-written or in another file.
const usualNames = new Map([
  ["torch", "torch"],
  ["nn", "torch.nn"],
]);
const maxFaults = 100;

class SyntaxCollector {
  private readonly classes: Omit<PythonClass, "isModule">[] = [];
  private readonly functions: PythonFunction[] = [];
  private readonly layers: LayerCall[] = [];
  private readonly faults: Span[] = [];
  private readonly names = new Map(usualNames);

  constructor(private readonly originalOffset: (offset: number) => number) {}

  collect(root: Node): PythonSyntax {
    for (const it of root.descendantsOfType(["import_statement", "import_from_statement"]))
      this.readImport(it);
    for (const it of root.descendantsOfType(["class_definition", "function_definition"]))
      this.readDefinition(it);
    for (const it of root.descendantsOfType("call")) this.readCall(it);
    if (root.hasError) this.readFaults(root);
    const { functions, layers, faults } = this;
    return { classes: this.withModules(), functions, layers, faults };
  }

  private readImport(statement: Node): void {
    const from = statement.childForFieldName("module_name")?.text;
    const prefix = from === undefined ? "" : `${from}.`;
    for (const it of statement.childrenForFieldName("name")) {
      if (!it) continue;
      const name = (it.childForFieldName("name") ?? it).text;
      const alias = it.childForFieldName("alias")?.text;
      if (alias !== undefined) this.names.set(alias, prefix + name);
      // `import a.b` gives the name a, which stands for itself.
      else if (from !== undefined) this.names.set(name, prefix + name);
    }
  }

  private readDefinition(definition: Node): void {
    const name = definition.childForFieldName("name");
    if (!name) return;
    const found = { name: name.text, span: this.spanOf(definition), nameSpan: this.spanOf(name) };
    if (definition.type === "function_definition") {
      // Methods are not called on their own.
      if (!enclosing(definition, "class_definition")) this.functions.push(found);
      return;
    }
    const bases = definition.childForFieldName("superclasses")?.namedChildren ?? [];
    const dotted = bases
      .filter((it) => it?.type !== "keyword_argument")
      .map((it) => this.resolved(it?.text ?? ""));
    this.classes.push({ ...found, bases: dotted });
  }

  private readCall(call: Node): void {
    const callee = this.resolved(call.childForFieldName("function")?.text ?? "");
    if (!callee.startsWith("torch.nn.") || callee.startsWith("torch.nn.functional.")) return;
    const list = call.childForFieldName("arguments");
    const given = list?.type === "argument_list" ? list.namedChildren.filter((it) => it !== null) : [];
    const attribute = attributeOf(call);
    const className = enclosing(call, "class_definition")?.childForFieldName("name")?.text;
    this.layers.push({
      callee,
      arguments: given.filter((it) => it.type !== "comment").map(argumentOf),
      ...(attribute !== undefined && { attribute }),
      ...(className !== undefined && { className }),
      span: this.spanOf(call),
    });
  }

  private readFaults(node: Node): void {
    if (this.faults.length >= maxFaults) return;
    if (node.isError || node.isMissing) this.faults.push(this.spanOf(node));
    else for (const it of node.children) if (it?.hasError) this.readFaults(it);
  }

  /** A class is a module when its bases lead to nn.Module, or to a class elsewhere that says so in its name. */
  private withModules(): readonly PythonClass[] {
    const byName = new Map(this.classes.map((it) => [it.name, it]));
    const isModule = (it: Omit<PythonClass, "isModule">, seen: ReadonlySet<string>): boolean =>
      it.bases.some((base) => {
        if (base === moduleBase || base.startsWith("torch.nn.")) return true;
        const known = byName.get(base);
        if (!known) return /(?:Module|PreTrainedModel)$/.test(base);
        return !seen.has(base) && isModule(known, new Set(seen).add(base));
      });
    return this.classes.map((it) => ({ ...it, isModule: isModule(it, new Set([it.name])) }));
  }

  private resolved(dotted: string): string {
    const [first = "", ...rest] = dotted.split(".");
    return [this.names.get(first) ?? first, ...rest].join(".");
  }

  private spanOf({ startIndex, endIndex }: Node): Span {
    const offset = this.originalOffset(startIndex);
    return { offset, length: Math.max(0, this.originalOffset(endIndex) - offset) };
  }
}

function enclosing(node: Node, type: string): Node | undefined {
  for (let it = node.parent; it; it = it.parent) if (it.type === type) return it;
  return undefined;
}

/** `conv1` when the call, or the Sequential around it, is what `self.conv1` is set to. */
function attributeOf(call: Node): string | undefined {
  const statement = enclosing(call, "assignment");
  const target = statement?.childForFieldName("left")?.text;
  return target === undefined ? undefined : /^self\.(\w+)$/.exec(target)?.[1];
}

function callSyntax(call: Node): CallSyntax | undefined {
  const callee = call.childForFieldName("function");
  const list = call.childForFieldName("arguments");
  if (!callee || list?.type !== "argument_list") return undefined;
  const given = list.namedChildren.filter((it) => it !== null && it.type !== "comment");
  const isSplat = (it: Node) => it.type === "list_splat" || it.type === "dictionary_splat";
  return {
    calleeSpan: writtenSpan(callee),
    arguments: given.map((it) => ({
      ...argumentOf(it),
      valueSpan: writtenSpan(it.type === "keyword_argument" ? (it.childForFieldName("value") ?? it) : it),
    })),
    end: list.endIndex - 1,
    isOpen: given.some(isSplat),
  };
}

function writtenSpan({ startIndex, endIndex }: Node): Span {
  return { offset: startIndex, length: endIndex - startIndex };
}

function argumentOf(node: Node): Argument {
  if (node.type !== "keyword_argument") return { value: literalOf(node) };
  const name = node.childForFieldName("name")?.text;
  const value = node.childForFieldName("value");
  return { ...(name !== undefined && { name }), value: value ? literalOf(value) : undefined };
}

function literalOf(node: Node): Literal | undefined {
  switch (node.type) {
    case "integer":
    case "float":
      return numberOf(node.text);
    case "true":
      return true;
    case "false":
      return false;
    case "none":
      return null;
    case "string":
      return /^'([^'\\]*)'$|^"([^"\\]*)"$/
        .exec(node.text)
        ?.slice(1)
        .find((it) => it !== undefined);
    case "tuple":
    case "list": {
      const items = node.namedChildren.map((it) => it && literalOf(it));
      return items.every((it): it is Literal => it !== undefined) ? items : undefined;
    }
    case "parenthesized_expression": {
      const [inner] = node.namedChildren;
      return inner ? literalOf(inner) : undefined;
    }
    case "unary_operator":
    case "binary_operator":
      return computed(node);
    default:
      return undefined;
  }
}

function numberOf(text: string): number | undefined {
  const value = Number(text.replaceAll("_", ""));
  return Number.isNaN(value) ? undefined : value;
}

/** `64 * 4`: people write sizes so. */
function computed(node: Node): number | undefined {
  const side = (name: string) => {
    const it = node.childForFieldName(name);
    const value = it ? literalOf(it) : undefined;
    return typeof value === "number" ? value : NaN;
  };
  const operator = node.childForFieldName("operator")?.text;
  const value =
    node.type === "unary_operator"
      ? { "-": -side("argument"), "+": side("argument") }[operator ?? ""]
      : {
          "+": side("left") + side("right"),
          "-": side("left") - side("right"),
          "*": side("left") * side("right"),
          "/": side("left") / side("right"),
          "//": Math.floor(side("left") / side("right")),
          "**": side("left") ** side("right"),
        }[operator ?? ""];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
