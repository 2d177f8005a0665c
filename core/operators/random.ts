import { type DataType } from "../graph/data-type.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { dataTypeAttribute } from "./contract/data-type-attribute.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { sameShapeAs } from "./contract/same-type.ts";

/** The element type in the attribute `dtype`; the fallback stands when it is not given at all. */
function dtypeOr(call: Call, fallback: DataType | undefined): DataType | undefined {
  return call.attribute("dtype") ? dataTypeAttribute(call, "dtype") : fallback;
}

function inferShaped(call: Call): OutputTypes {
  const sizes = call.ints("shape")?.map((it, axis) => sizeOrFresh(call, it, axis));
  return [tensor(dtypeOr(call, "float32"), sizes)];
}

function inferLike(call: Call): OutputTypes {
  return sameShapeAs(call, dtypeOr(call, call.dtype(0)));
}

/** x [batch, classes] → [batch, sample_size] class numbers. */
function inferMultinomial(call: Call): OutputTypes {
  const samples = sizeOrFresh(call, call.int("sample_size", 1), 1);
  return [tensor(dtypeOr(call, "int32"), [call.shape(0)?.[0] ?? call.fresh(0, 0), samples])];
}

const entries: readonly Operator[] = [
  { type: "RandomNormal", doc: "Random numbers of a normal distribution.", infer: inferShaped },
  { type: "RandomUniform", doc: "Random numbers, evenly distributed.", infer: inferShaped },
  {
    type: "RandomNormalLike",
    doc: "Random numbers of a normal distribution, in the shape of x.",
    roles: ["setting"],
    infer: inferLike,
  },
  {
    type: "RandomUniformLike",
    doc: "Random numbers, evenly distributed, in the shape of x.",
    roles: ["setting"],
    infer: inferLike,
  },
  { type: "Bernoulli", doc: "0 or 1 at random, 1 with the probability that x gives.", infer: inferLike },
  {
    type: "Multinomial",
    doc: "Draws class numbers at random by their probabilities.",
    infer: inferMultinomial,
  },
];

/** Random numbers, of a shape that is given or that of another tensor. */
export const random: readonly Operator[] = entries.map((it) => ({ ...it, isRandom: true }));
