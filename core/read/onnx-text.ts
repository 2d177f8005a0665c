// Reads ONNX text, whole or half-written, into a model and a map of where its parts stand; never throws on any text.
import { type Attribute, type FunctionDefinition, type Model, type Value } from "../graph/model.ts";
import { type Parsed } from "../graph/problem.ts";
import { readAttribute } from "./onnx-text-attribute.ts";
import { domainName, readBody, readGraph } from "./onnx-text-graph.ts";
import { type TextMap } from "./onnx-text-map.ts";
import { Reading } from "./onnx-text-reading.ts";
import { readTextPairs } from "./onnx-text-tensor.ts";
import { readValue } from "./onnx-text-type.ts";

export interface TextModel {
  readonly model: Model;
  readonly map: TextMap;
}

/** The version of the standard operators for a text that states none: that of onnx 1.23. */
const newestOpset = 28;

type Draft<T> = { -readonly [K in keyof T]: T[K] };
type Header = Draft<Omit<Model, "format" | "graph" | "functions" | "opsets" | "metadata">> & {
  opsets?: Map<string, number>;
  metadata?: Map<string, string>;
};
type FunctionHeader = { domain?: string; overload?: string; doc?: string; opsets?: Map<string, number> };

/**
 * Follows the syntax of onnx/defs/parser.cc of onnx 1.23. After a fault the reading goes on at the next item or node,
 * so `value` holds all that could be read. A text without `opset_import` gets the newest opset that this reader knows.
 */
export function readOnnxText(text: string): Parsed<TextModel> {
  const reading = new Reading(text);
  const header: Header = {};
  if (reading.is("<")) {
    readHeader(reading, (keyword) => readModelEntry(reading, keyword, header));
  }
  const graph = readGraph(reading, "");
  const opsets = header.opsets ?? new Map([["", newestOpset]]);
  const functions: FunctionDefinition[] = [];
  while (!reading.is("end")) {
    const read = readFunction(reading, opsets);
    if (read) functions.push(read);
    reading.count("functions");
  }
  const metadata = header.metadata ?? new Map<string, string>();
  const model: Model = {
    format: "onnx-text",
    ...header,
    opsets,
    metadata,
    graph,
    functions,
    ...(!reading.isWhole() && { isPartial: true }),
  };
  return { value: { model, map: reading.map.finish() }, problems: reading.allProblems() };
}

/** `<keyword: value, ...>`. */
function readHeader(reading: Reading, entry: (keyword: string) => void): void {
  const { scanner } = reading;
  const close = reading.map.openFold("header", scanner.start);
  reading.expect("<");
  reading.attempt(() =>
    reading.list(">", () => {
      const keyword = reading.identifier("a keyword such as opset_import");
      reading.expect(":");
      entry(keyword);
    }),
  );
  close(scanner.previousEnd);
}

function readModelEntry(reading: Reading, keyword: string, header: Header): void {
  switch (keyword) {
    case "ir_version":
      header.irVersion = reading.integer("a whole number");
      break;
    case "model_version":
      header.modelVersion = reading.integer("a whole number");
      break;
    case "opset_import":
      header.opsets = readOpsets(reading);
      break;
    case "producer_name":
      header.producer = reading.string("a quoted text");
      break;
    case "producer_version":
      header.producerVersion = reading.string("a quoted text");
      break;
    case "domain":
      header.domain = reading.string("a quoted text");
      break;
    case "doc_string":
      header.doc = reading.string("a quoted text");
      break;
    case "metadata_props":
      reading.expect("[");
      header.metadata = readTextPairs(reading);
      break;
    default:
      throw unknownKeyword(reading, keyword);
  }
}

function readFunctionEntry(reading: Reading, keyword: string, header: FunctionHeader): void {
  switch (keyword) {
    case "opset_import":
      header.opsets = readOpsets(reading);
      break;
    case "domain":
    case "overload":
      header[keyword] = reading.string("a quoted text");
      break;
    case "doc_string":
      header.doc = reading.string("a quoted text");
      break;
    default:
      throw unknownKeyword(reading, keyword);
  }
}

function unknownKeyword(reading: Reading, keyword: string): unknown {
  return reading.faultHere("malformed", `The header has no entry "${keyword}".`);
}

function readOpsets(reading: Reading): Map<string, number> {
  const opsets = new Map<string, number>();
  reading.expect("[");
  reading.list("]", () => {
    const domain = reading.string('a quoted domain; the standard one is ""');
    reading.expect(":");
    opsets.set(domainName(domain), reading.integer("a version"));
  });
  return opsets;
}

/** Undefined when there is no function here; what follows up to the next one is skipped then. */
function readFunction(
  reading: Reading,
  modelOpsets: ReadonlyMap<string, number>,
): FunctionDefinition | undefined {
  const { scanner, map } = reading;
  const offset = scanner.start;
  if (!reading.is("<") && !reading.isName()) {
    reading.report(reading.fault("a function or the end of the text"));
    skipToFunction(reading);
    return undefined;
  }
  map.openScope("function", "", offset);
  const header: FunctionHeader = {};
  if (reading.is("<")) readHeader(reading, (keyword) => readFunctionEntry(reading, keyword, header));
  const { domain = "", overload, doc } = header;
  const name = reading.isName() ? reading.take() : undefined;
  if (name) map.nameScope(name.span, domain === "" ? name.text : `${domain}.${name.text}`);
  else reading.report(reading.fault("the name of the function"));
  const read = readSignatureAndBody(reading);
  map.closeScope(scanner.previousEnd);
  if (scanner.start === offset) scanner.advance();
  if (!name) return undefined;
  const span = { offset, length: scanner.previousEnd - offset };
  const opsets = header.opsets ?? modelOpsets;
  return {
    name: name.text,
    domain,
    ...(overload && { overload }),
    ...(doc && { doc }),
    ...read,
    opsets,
    span,
  };
}

function readSignatureAndBody(
  reading: Reading,
): Omit<FunctionDefinition, "name" | "domain" | "overload" | "opsets" | "span" | "doc"> {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const values = new Map<string, Value>();
  const { attributes, attributeDefaults } = readParameters(reading);
  if (reading.expectOrGoOn("(")) readParameterValues(reading, "definition", inputs, values);
  reading.expectOrGoOn("=>");
  if (reading.expectOrGoOn("(")) readParameterValues(reading, "use", outputs, values);
  if (reading.is("<") && !reading.scanner.isAtFunction()) {
    const close = reading.map.openFold("initializers", reading.scanner.start);
    reading.expect("<");
    reading.attempt(() =>
      reading.list(">", () => {
        const value = readValue(reading, "use");
        values.set(value.name, value);
      }),
    );
    close(reading.scanner.previousEnd);
  }
  const nodes = readBody(reading, true);
  return { inputs, outputs, values, attributes, attributeDefaults, nodes };
}

/** `<alpha, beta: float = 1.0>`: attributes that a call gives, the last ones with a value for when it does not. */
function readParameters(reading: Reading): Pick<FunctionDefinition, "attributes" | "attributeDefaults"> {
  const attributes: string[] = [];
  const attributeDefaults = new Map<string, Attribute>();
  if (reading.accept("<")) {
    reading.attempt(() =>
      reading.list(">", () => {
        const { text } = reading.name("an attribute name");
        attributes.push(text);
        if (reading.is(":") || reading.is("=")) {
          attributeDefaults.set(text, readAttribute(reading, { attribute: text }));
        }
      }),
    );
  }
  return { attributes, attributeDefaults };
}

function readParameterValues(
  reading: Reading,
  role: "definition" | "use",
  names: string[],
  values: Map<string, Value>,
): void {
  reading.attempt(() =>
    reading.list(")", () => {
      const value = readValue(reading, role);
      names.push(value.name);
      if (value.type) values.set(value.name, value);
    }),
  );
}

function skipToFunction(reading: Reading): void {
  const { scanner } = reading;
  do scanner.advance();
  while (!reading.is("end") && !(scanner.isFirstOnLine && (scanner.isAtFunction() || reading.isName())));
}
