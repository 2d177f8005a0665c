/** Models that no exporter makes in a hurry: gigabytes of weights (holes in a sparse file), a hundred thousand nodes. */
import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import {
  bytesField,
  nodeProto,
  valueProto,
  varint,
  varintField,
} from "../core/read/encode-proto.test-helper.ts";

type Bytes = readonly number[];

/** A chain of MatMuls, `layers` of width × width float32, with the weights embedded or in a file beside it. */
export function writeLayers(path: string, layers: number, width: number, external?: string): void {
  const weightBytes = width * width * 4;
  const nodes = Array.from({ length: layers }, (_, i) =>
    bytesField(1, nodeProto("MatMul", [`h${i}`, `w${i}`], `h${i + 1}`)),
  );
  const ends = [
    bytesField(11, valueProto("h0", 1, [1, width])),
    bytesField(12, valueProto(`h${layers}`, 1, [1, width])),
  ];
  const file = openSync(path, "w");
  const heads = Array.from({ length: layers }, (_, i) =>
    weightHead(i, { width, weightBytes, ...(external && { external }) }),
  );
  const inline = external ? 0 : weightBytes;
  const graphLength =
    [...nodes, ...ends].reduce((sum, it) => sum + it.length, 0) +
    heads.reduce((sum, it) => sum + it.length + inline, 0);
  let at = 0;
  const put = (bytes: Bytes) => {
    at += writeSync(file, Uint8Array.from(bytes), 0, bytes.length, at);
  };
  put(varintField(1, 8));
  put(bytesField(8, varintField(2, 17)));
  put([...varint((7 << 3) | 2), ...varint(graphLength)]);
  for (const it of [...nodes, ...ends]) put(it);
  for (const it of heads) {
    put(it);
    at += inline;
  }
  ftruncateSync(file, at);
  closeSync(file);
  if (external) {
    const data = openSync(path.replace(/[^/]*$/, external), "w");
    ftruncateSync(data, layers * weightBytes);
    closeSync(data);
  }
}

interface WeightShape {
  readonly width: number;
  readonly weightBytes: number;
  readonly external?: string;
}

/** The initializer's bytes up to where its raw data begin. */
function weightHead(index: number, { width, weightBytes, external }: WeightShape): Bytes {
  const facts = [
    ...varintField(1, width),
    ...varintField(1, width),
    ...varintField(2, 1),
    ...bytesField(8, `w${index}`),
  ];
  if (external) {
    const entry = (key: string, value: string) => bytesField(13, bytesField(1, key), bytesField(2, value));
    const where = [
      ...entry("location", external),
      ...entry("offset", String(index * weightBytes)),
      ...entry("length", String(weightBytes)),
      ...varintField(14, 1),
    ];
    return bytesField(5, [...facts, ...where]);
  }
  const rawHead = [...varint((9 << 3) | 2), ...varint(weightBytes)];
  return [
    ...varint((5 << 3) | 2),
    ...varint(facts.length + rawHead.length + weightBytes),
    ...facts,
    ...rawHead,
  ];
}

/** `count` nodes in a chain, every third one adding what lies two steps back. */
export function writeChain(path: string, count: number): void {
  const file = openSync(path, "w");
  const parts: number[][] = [];
  for (let i = 0; i < count; i++) {
    const node =
      i % 3 === 2
        ? nodeProto("Add", [`h${i}`, `h${i - 2}`], `h${i + 1}`)
        : nodeProto("Relu", [`h${i}`], `h${i + 1}`);
    parts.push([...bytesField(1, node)]);
  }
  parts.push(
    [...bytesField(11, valueProto("h0", 1, [1, 64]))],
    [...bytesField(12, valueProto(`h${count}`, 1, [1, 64]))],
  );
  const graph = Uint8Array.from(parts.flat());
  const head = [
    ...varintField(1, 8),
    ...bytesField(8, varintField(2, 17)),
    ...varint((7 << 3) | 2),
    ...varint(graph.length),
  ];
  writeSync(file, Uint8Array.from(head));
  writeSync(file, graph);
  closeSync(file);
}
