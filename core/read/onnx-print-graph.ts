// Prints graphs, nodes and attributes as ONNX text, one node a line; it must not change their order.
import {
  type Attribute,
  type Constant,
  type Graph,
  type Node,
  nodeLabel,
  type Value,
} from "../graph/model.ts";
import { attributeTensor, printInitializer, typeSource } from "./onnx-print-tensor.ts";
import { asIdentifier, isIdentifier, quotable, quotedText, type TextWriter } from "./onnx-print-writer.ts";
import { float32Text, integerText } from "./onnx-text-numbers.ts";

const int64Text = integerText("int64");
const attributeTypes = /^(float|int|string|tensor|graph|sparse_tensor|type_proto)s?$/;

/** From the name to the closing brace. `path` names the scope; it is `""` for the main graph. */
export function printGraph(writer: TextWriter, graph: Graph, path: string): void {
  writer.map.openScope("graph", path, writer.offset);
  const name = path === "" ? quotable(graph.name) : innerGraphName(writer, graph.name);
  writer.map.nameScope(writer.place(name));
  writer.write(" (");
  writer.list(graph.inputs, (it) => printValue(writer, it, "definition"));
  writer.write(") => (");
  writer.list(graph.outputs, (it) => printValue(writer, it, "use"));
  writer.write(")");
  printInner(writer, [...graph.constants.values(), ...graph.values.values()]);
  printBody(writer, graph.nodes);
  writer.map.closeScope(writer.offset);
}

/**
 * In an attribute a quoted name would be read as a string, and one that begins with a type or a number as what it
 * begins with. An underscore in front helps.
 */
function innerGraphName(writer: TextWriter, name: string): string {
  if (name === "") return "_";
  const isTaken =
    /^(inf|infinity|nan)(?![A-Za-z0-9])/i.test(name) || (isIdentifier(name) && quotable(name) !== name);
  if (!isTaken) return writer.plainText(name, "graph");
  writer.note(`graph: ${quotedText(name)}`);
  return `_${name.replace(/[^A-Za-z0-9_]/g, "_")}`;
}

/** The list between angle brackets, when there is something to say in it. */
export function printInner(writer: TextWriter, entries: readonly (Constant | Value)[]): void {
  if (entries.length === 0) {
    writer.write(" ");
    return;
  }
  writer.line();
  const close = writer.map.openFold("initializers", writer.offset);
  writer.write("<");
  writer.block(entries, ",", (it) => {
    if ("storage" in it) printInitializer(writer, it);
    else printValue(writer, it, it.type ? "use" : "definition");
  });
  writer.write(">");
  close(writer.offset);
  writer.line();
}

export function printBody(writer: TextWriter, nodes: readonly Node[]): void {
  const close = writer.map.openFold("body", writer.offset);
  writer.write("{");
  writer.block(nodes, "", (it) => printNode(writer, it));
  writer.write("}");
  close(writer.offset);
}

/** `type name`, or the name alone when the type is not known. */
export function printValue(writer: TextWriter, value: Value, role: "definition" | "use"): void {
  const type = typeSource(value.type, value.name);
  if (type) writer.write(`${type} `);
  writer.tensor(value.name, role);
}

function printNode(writer: TextWriter, node: Node): void {
  const { map } = writer;
  map.openNode(writer.offset);
  if (node.name !== "") {
    writer.write("[");
    map.label(writer.place(quotable(node.name)));
    writer.write("] ");
  }
  writer.list(node.outputs, (it) => writer.tensor(it, "definition"));
  writer.write(node.outputs.length > 0 ? " = " : "= ");
  map.operator(writer.place(operatorSource(writer, node)));
  if (node.overload) writer.write(`:${writer.plainText(node.overload, "overload")}`);
  const entries = [...node.attributes];
  const hasGraph = entries.some(([, it]) => it.kind === "graph" || it.kind === "graphs");
  if (!hasGraph) printAttributes(writer, entries);
  writer.write(" (");
  writer.list(node.inputs, (it) => writer.tensor(it, "use"));
  writer.write(")");
  if (hasGraph) printGraphAttributes(writer, entries, nodeLabel(node));
  map.closeNode(writer.offset, node);
}

function operatorSource(writer: TextWriter, { domain, opType }: Node): string {
  const type = writer.plainText(opType, "operator");
  if (domain === "") return type;
  const parts = domain.split(".");
  if (!parts.every(isIdentifier)) writer.note(`domain: ${quotedText(domain)}`);
  return `${parts.map(asIdentifier).join(".")}.${type}`;
}

function printAttributes(writer: TextWriter, entries: readonly (readonly [string, Attribute])[]): void {
  const sources = entries.flatMap(([name, it]) => attributeSource(writer, name, it) ?? []);
  if (sources.length > 0) writer.write(` <${sources.join(", ")}>`);
}

/** Subgraphs are long, so each attribute beside one has its own line, after the inputs. */
function printGraphAttributes(
  writer: TextWriter,
  entries: readonly (readonly [string, Attribute])[],
  owner: string,
): void {
  const printed = entries.flatMap(([name, it]): (() => void)[] => {
    if (it.kind === "graph") {
      return [
        () => {
          writer.plain(name, "attribute");
          writer.write(" = ");
          printGraph(writer, it.value, `${name} of ${owner}`);
        },
      ];
    }
    if (it.kind === "graphs") {
      return [
        () => {
          writer.plain(name, "attribute");
          writer.write(": graphs = [");
          let index = 0;
          writer.list(it.value, (graph) => printGraph(writer, graph, `${name}[${index++}] of ${owner}`));
          writer.write("]");
        },
      ];
    }
    const source = attributeSource(writer, name, it);
    return source === undefined ? [] : [() => writer.write(source)];
  });
  writer.write(" <");
  writer.block(printed, ",", (print) => print());
  writer.write(">");
}

/** `name = value`; undefined, with a comment on the line, when the syntax has no form for the value. */
export function attributeSource(writer: TextWriter, name: string, attribute: Attribute): string | undefined {
  const plain = writer.plainText(name, "attribute");
  if (attribute.kind === "reference") {
    const type = attribute.type && attributeTypes.test(attribute.type) ? `: ${attribute.type}` : "";
    return `${plain}${type} = @${quotable(attribute.value)}`;
  }
  const value = valueSource(writer, name, attribute);
  if (value === undefined) return undefined;
  const isList = Array.isArray(attribute.value);
  if (
    isList &&
    (attribute.value.length === 0 || attribute.kind === "tensors" || attribute.kind === "types")
  ) {
    return `${plain}: ${attribute.kind === "types" ? "type_protos" : attribute.kind} = ${value}`;
  }
  return `${plain} = ${value}`;
}

function valueSource(writer: TextWriter, name: string, attribute: Attribute): string | undefined {
  switch (attribute.kind) {
    case "int":
      return int64Text(attribute.value);
    case "float":
      return float32Text(attribute.value);
    case "string":
      return quotedText(attribute.value);
    case "ints":
      return bracketed(attribute.value.map(int64Text));
    case "floats":
      return bracketed(attribute.value.map(float32Text));
    case "strings":
      return bracketed(attribute.value.map(quotedText));
    case "tensor":
      return attributeTensor(writer, attribute.value);
    case "tensors":
      return bracketed(attribute.value.flatMap((it) => attributeTensor(writer, it) ?? []));
    case "types":
      return bracketed(attribute.value.flatMap((it) => typeSource(it, name) ?? []));
    case "type": {
      const type = typeSource(attribute.value, name);
      if (type === undefined) writer.note(`${name} is a type that is not known`);
      return type;
    }
    default:
      return undefined;
  }
}

function bracketed(items: readonly string[]): string {
  return `[${items.join(", ")}]`;
}
