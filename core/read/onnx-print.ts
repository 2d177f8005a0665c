// Prints a model as ONNX text that onnx.parser accepts, its weights by where they are; it must not read the weights.
import { type FunctionDefinition, type Model } from "../graph/model.ts";
import { attributeSource, printBody, printGraph, printInner, printValue } from "./onnx-print-graph.ts";
import { quotable, quotedText, TextWriter } from "./onnx-print-writer.ts";
import { type TextMap } from "./onnx-text-map.ts";

export interface PrintOptions {
  /** The model's file, as the text names it where weights are left in it. */
  readonly fileName: string;
}

/**
 * Tensors of up to eight elements are written out. Larger ones are given as external data in `fileName` with their
 * offset and length in bytes, so that the text stays valid and true. What the syntax has no form for gets a comment.
 */
export function printOnnxText(model: Model, { fileName }: PrintOptions): { text: string; map: TextMap } {
  const writer = new TextWriter(fileName);
  if (model.format === "onnx") {
    writer.write(`# ${fileName.replace(/\s+/g, " ")}: read-only view; weights are elided`);
    writer.line();
  }
  printHeader(writer, modelEntries(model));
  printGraph(writer, model.graph, "");
  writer.line();
  for (const it of model.functions) printFunction(writer, it);
  return { text: writer.text(), map: writer.map.finish() };
}

function printHeader(writer: TextWriter, entries: readonly string[]): void {
  const close = writer.map.openFold("header", writer.offset);
  writer.write("<");
  writer.block(entries, ",", (it) => writer.write(it));
  writer.write(">");
  close(writer.offset);
  writer.line();
}

function modelEntries(model: Model): string[] {
  const { irVersion, producer, producerVersion, domain, modelVersion, doc, metadata } = model;
  const entries = [`opset_import: ${opsetsSource(model.opsets)}`];
  if (irVersion !== undefined) entries.unshift(`ir_version: ${irVersion}`);
  if (producer !== undefined) entries.push(`producer_name: ${quotedText(producer)}`);
  if (producerVersion !== undefined) entries.push(`producer_version: ${quotedText(producerVersion)}`);
  if (domain !== undefined) entries.push(`domain: ${quotedText(domain)}`);
  if (modelVersion !== undefined) entries.push(`model_version: ${modelVersion}`);
  if (doc !== undefined) entries.push(`doc_string: ${quotedText(doc)}`);
  if (metadata.size > 0) {
    const pairs = [...metadata].map(([key, value]) => `${quotedText(key)}: ${quotedText(value)}`);
    entries.push(`metadata_props: [${pairs.join(", ")}]`);
  }
  return entries;
}

function opsetsSource(opsets: ReadonlyMap<string, number>): string {
  return `[${[...opsets].map(([domain, version]) => `${quotedText(domain)} : ${version}`).join(", ")}]`;
}

function printFunction(writer: TextWriter, definition: FunctionDefinition): void {
  const { name, domain, overload, doc, opsets, attributes, attributeDefaults } = definition;
  writer.line();
  writer.map.openScope("function", domain === "" ? name : `${domain}.${name}`, writer.offset);
  const entries = [`domain: ${quotedText(domain)}`, `opset_import: ${opsetsSource(opsets)}`];
  if (overload) entries.splice(1, 0, `overload: ${quotedText(overload)}`);
  if (doc !== undefined) entries.push(`doc_string: ${quotedText(doc)}`);
  printHeader(writer, entries);
  writer.map.nameScope(writer.place(quotable(name)));
  if (attributes.length > 0) {
    const sources = attributes.map((it) => {
      const value = attributeDefaults.get(it);
      return (value && attributeSource(writer, it, value)) ?? quotable(it);
    });
    writer.write(` <${sources.join(", ")}>`);
  }
  printSignature(writer, definition);
  printBody(writer, definition.nodes);
  writer.map.closeScope(writer.offset);
  writer.line();
}

/** Inputs and outputs with the types that are stated for them, then the other types. */
function printSignature(writer: TextWriter, { inputs, outputs, values }: FunctionDefinition): void {
  const rest = new Map(values);
  const take = (name: string): { name: string } => {
    const value = rest.get(name) ?? { name };
    rest.delete(name);
    return value;
  };
  writer.write(" (");
  writer.list(inputs, (it) => printValue(writer, take(it), "definition"));
  writer.write(") => (");
  writer.list(outputs, (it) => printValue(writer, take(it), "use"));
  writer.write(")");
  printInner(
    writer,
    [...rest.values()].filter((it) => it.type !== undefined),
  );
}
