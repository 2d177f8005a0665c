import { type Problem } from "../../core/graph/problem.ts";
import { Fault, type Outcome } from "./whole-path.ts";

/** Throws unless a problem with these words came out that says where it is. */
export function expectProblem({ problems }: Outcome, says: RegExp): void {
  const messages = problems.map((it) => it.message).join("\n");
  if (!says.test(messages))
    throw new Fault(`No problem says ${says}; there are: ${messages.slice(0, 400) || "none"}`);
  const found = problems.filter((it) => says.test(it.message));
  if (found.length > 0 && !found.some(hasPlace))
    throw new Fault(`No place is given in: ${found[0]?.message}`);
}

/** An offset, a node, the name of something in the file, or what is true of the file as a whole. */
function hasPlace({ offset, node, message }: Problem): boolean {
  return offset !== undefined || node !== undefined || /"|\/|^The (model|training)/.test(message);
}
