// Reads graphs and nodes of ONNX text, and goes on after a broken node; it must not resolve names or infer anything.
import {
  type Attribute,
  type Constant,
  type Graph,
  type Node,
  nodeLabel,
  type Span,
  type Value,
} from "../graph/model.ts";
import { readAttributes } from "./onnx-text-attribute.ts";
import { type Reading } from "./onnx-text-reading.ts";
import { readTensor } from "./onnx-text-tensor.ts";
import { readValue } from "./onnx-text-type.ts";

type NodeDraft = { -readonly [K in keyof Node]: Node[K] } & {
  outputs: string[];
  inputs: string[];
  attributes: Map<string, Attribute>;
};

/** From the name of the graph to the end of its body. `path` names its scope. */
export function readGraph(reading: Reading, path: string): Graph {
  reading.map.openScope("graph", path, reading.scanner.start);
  const name = reading.isName() ? reading.take() : undefined;
  if (name) reading.map.nameScope(name.span);
  else reading.report(reading.fault("the name of the graph"));
  const inputs: Value[] = [];
  const outputs: Value[] = [];
  const constants = new Map<string, Constant>();
  const values = new Map<string, Value>();
  if (reading.expectOrGoOn("(")) reading.attempt(() => readInputs(reading, inputs, constants));
  reading.expectOrGoOn("=>");
  if (reading.expectOrGoOn("(")) {
    reading.attempt(() => reading.list(")", () => outputs.push(readValue(reading, "use"))));
  }
  if (reading.is("<") && !reading.scanner.isAtFunction()) readInitializers(reading, constants, values);
  const nodes = readBody(reading, path === "");
  reading.map.closeScope(reading.scanner.previousEnd);
  return { name: name?.text ?? "", inputs, outputs, nodes, constants, values };
}

function readInputs(reading: Reading, inputs: Value[], constants: Map<string, Constant>): void {
  reading.list(")", () => {
    const value = readValue(reading, "definition");
    inputs.push(value);
    if (reading.accept("=")) constants.set(value.name, readTensor(reading, value.name, value.type));
  });
}

/** `<float[2] w = {1, 2}, float[N] x>`: with contents an initializer, without them the type of an inner value. */
function readInitializers(
  reading: Reading,
  constants: Map<string, Constant>,
  values: Map<string, Value>,
): void {
  const close = reading.map.openFold("initializers", reading.scanner.start);
  reading.expect("<");
  reading.attempt(() =>
    reading.list(">", () => {
      const value = readValue(reading, "initializer or type");
      if (reading.accept("=")) constants.set(value.name, readTensor(reading, value.name, value.type));
      else values.set(value.name, value);
    }),
  );
  close(reading.scanner.previousEnd);
}

/** `{ nodes }`. Without its opening brace the nodes below count as the body, unless they can be those around it. */
export function readBody(reading: Reading, isOutermost: boolean): Node[] {
  const { scanner } = reading;
  const nodes: Node[] = [];
  const close = reading.map.openFold("body", scanner.start);
  if (!reading.expectOrGoOn("{") && !(isOutermost && scanner.isAtNode())) {
    close(scanner.start);
    return nodes;
  }
  while (!reading.is("}") && !reading.is("end") && !scanner.isAtFunction()) {
    const node = readNode(reading);
    if (node) nodes.push(node);
  }
  reading.expectOrGoOn("}");
  close(scanner.previousEnd);
  return nodes;
}

/** Undefined when not even the operator is there; a node broken after it keeps what could be read. */
function readNode(reading: Reading): Node | undefined {
  const { scanner, map } = reading;
  const { start, braces, indent } = scanner;
  const draft: NodeDraft = {
    name: "",
    opType: "",
    domain: "",
    inputs: [],
    outputs: [],
    attributes: new Map(),
  };
  map.openNode(start);
  const isWhole = reading.attempt(() => readNodeInto(reading, draft));
  const end = Math.max(start, scanner.previousEnd);
  if (!isWhole) {
    // A token that begins nothing must not stop the reading in place.
    if (scanner.start === start && !reading.is("}")) scanner.advance();
    reading.skipToNode(braces, indent);
  }
  if (draft.opType === "") {
    map.dropNode();
    return undefined;
  }
  reading.count("nodes");
  const node = finished(draft, map.nodeSpan(end));
  map.closeNode(end, node);
  return node;
}

// Shared by the many nodes without attributes.
const noAttributes: ReadonlyMap<string, Attribute> = new Map();

function finished(draft: NodeDraft, span: Span): Node {
  const { name, opType, domain, inputs, outputs, attributes, overload } = draft;
  const node = {
    name,
    opType,
    domain,
    // Copied, since an array that was appended to keeps room for many more.
    inputs: inputs.slice(),
    outputs: outputs.slice(),
    attributes: attributes.size > 0 ? attributes : noAttributes,
    span,
  };
  return overload === undefined ? node : { ...node, overload };
}

/** `[label] outputs = domain.operator:overload <attributes> (inputs)`, or the attributes last. */
function readNodeInto(reading: Reading, draft: NodeDraft): void {
  const { map } = reading;
  if (reading.accept("[")) {
    if (reading.isName()) {
      const label = reading.take();
      draft.name = label.text;
      map.label(label.span);
    }
    reading.expect("]");
  }
  readNames(reading, draft.outputs, "definition");
  reading.expect("=");
  readOperator(reading, draft);
  const owner = nodeLabel(draft);
  if (reading.accept("<")) readAttributes(reading, owner, draft.attributes);
  reading.expect("(");
  readNames(reading, draft.inputs, "use");
  reading.expect(")");
  if (draft.attributes.size === 0 && reading.is("<") && !reading.scanner.isAtFunction()) {
    reading.expect("<");
    readAttributes(reading, owner, draft.attributes);
  }
}

function readOperator(reading: Reading, draft: NodeDraft): void {
  const { scanner } = reading;
  const offset = scanner.start;
  let domain = "";
  let part = "";
  do {
    if (scanner.isAtNode()) throw reading.fault("an operator");
    // Longer by one part each time: joined anew, a name of a million dots would take the square of that.
    if (part !== "") domain = domain === "" ? part : `${domain}.${part}`;
    part = reading.identifier("an operator");
    // Kept as it grows, so that a name broken off after its domain still counts as a node.
    draft.opType = part;
    draft.domain = domainName(domain);
    reading.map.operator({ offset, length: scanner.previousEnd - offset });
  } while (reading.accept("."));
  if (reading.accept(":")) draft.overload = reading.identifier("an overload");
}

/** The standard domain has two spellings, and one here. */
export function domainName(domain: string): string {
  return domain === "ai.onnx" ? "" : domain;
}

/** Names between commas, where nothing between two of them means an omitted one: `x, , z`. */
function readNames(reading: Reading, names: string[], role: "definition" | "use"): void {
  do {
    // A list left open while typing must not take the first output of the next node.
    const isNextNode = role === "use" && reading.scanner.isAtNode();
    if (reading.isName() && !isNextNode) {
      const { text, span } = reading.take();
      names.push(text);
      reading.occurrence(text, span, role);
    } else if (reading.is(",")) names.push("");
    else break;
  } while (reading.accept(","));
}
