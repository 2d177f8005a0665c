/** Field numbers of the ONNX messages, as onnx-ml.proto of IR version 13 gives them. It must hold nothing else. */

export const modelField = {
  irVersion: 1,
  producerName: 2,
  producerVersion: 3,
  domain: 4,
  modelVersion: 5,
  docString: 6,
  graph: 7,
  opsetImport: 8,
  metadataProps: 14,
  trainingInfo: 20,
  functions: 25,
} as const;

export const entryField = { key: 1, value: 2 } as const;

export const opsetField = { domain: 1, version: 2 } as const;

export const graphField = {
  node: 1,
  name: 2,
  initializer: 5,
  docString: 10,
  input: 11,
  output: 12,
  valueInfo: 13,
  sparseInitializer: 15,
  metadataProps: 16,
} as const;

export const nodeField = {
  input: 1,
  output: 2,
  name: 3,
  opType: 4,
  attribute: 5,
  docString: 6,
  domain: 7,
  overload: 8,
  metadataProps: 9,
} as const;

export const functionField = {
  name: 1,
  input: 4,
  output: 5,
  attribute: 6,
  node: 7,
  docString: 8,
  opsetImport: 9,
  domain: 10,
  attributeProto: 11,
  valueInfo: 12,
  overload: 13,
} as const;

export const attributeField = {
  name: 1,
  f: 2,
  i: 3,
  s: 4,
  t: 5,
  g: 6,
  floats: 7,
  ints: 8,
  strings: 9,
  tensors: 10,
  graphs: 11,
  tp: 14,
  typeProtos: 15,
  type: 20,
  refAttrName: 21,
  sparseTensor: 22,
  sparseTensors: 23,
} as const;

export const tensorField = {
  dims: 1,
  dataType: 2,
  segment: 3,
  floatData: 4,
  int32Data: 5,
  stringData: 6,
  int64Data: 7,
  name: 8,
  rawData: 9,
  doubleData: 10,
  uint64Data: 11,
  docString: 12,
  externalData: 13,
  dataLocation: 14,
} as const;

export const sparseTensorField = { values: 1, indices: 2, dims: 3 } as const;

export const valueInfoField = { name: 1, type: 2, docString: 3, metadataProps: 4 } as const;

export const typeField = {
  tensor: 1,
  sequence: 4,
  map: 5,
  opaque: 7,
  sparseTensor: 8,
  optional: 9,
} as const;

/** Of TypeProto.Tensor and TypeProto.SparseTensor. */
export const tensorTypeField = { elemType: 1, shape: 2 } as const;

/** Of TypeProto.Sequence and TypeProto.Optional. */
export const elementField = { elemType: 1 } as const;

export const mapTypeField = { keyType: 1, valueType: 2 } as const;

export const shapeField = { dim: 1 } as const;

export const dimensionField = { dimValue: 1, dimParam: 2 } as const;
