import { combined } from "./combined.ts";
import { distillation } from "./distillation.ts";
import { type Precedent } from "./precedent.ts";
import { pruning } from "./pruning.ts";
import { quantization } from "./quantization.ts";

/** All published deployments that the survey lists, in the order of its Tables 6-9. */
export const allPrecedents: readonly Precedent[] = [
  ...pruning,
  ...quantization,
  ...distillation,
  ...combined,
];
