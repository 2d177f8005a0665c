import { type Constant } from "../graph/model.ts";
import { elementCount } from "../metrics/tensor.ts";

/** Share of zeros in a stored tensor, as far as the file tells without its weights being read: sparse or small ones. */
export function zeroShare(constant: Constant): number | undefined {
  const { storedCount, values } = constant;
  const count = elementCount(constant);
  if (count === 0) return undefined;
  if (storedCount !== undefined) return 1 - storedCount / count;
  return values?.length === count ? values.filter((it) => it === 0).length / count : undefined;
}
