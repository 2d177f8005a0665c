import { dataTypeAttribute } from "./contract/data-type-attribute.ts";
import { type Operator } from "./contract/operator.ts";
import { sameShapeAs } from "./contract/same-type.ts";

/** x [rows, columns] → a matrix of its shape; only the shape of x matters. */
export const eyeLike: Operator = {
  type: "EyeLike",
  doc: "A matrix with ones on a diagonal and zeros elsewhere, in the shape of x.",
  roles: ["setting"],
  infer: (call) =>
    sameShapeAs(call, call.attribute("dtype") ? dataTypeAttribute(call, "dtype") : call.dtype(0)),
};
