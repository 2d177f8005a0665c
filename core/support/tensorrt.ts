import { type Target } from "../rules/contract/subject.ts";
import { type OperatorUse, type Support, isSupported, isUnknown } from "./contract/support.ts";
import { operatorTable, tensorrtVersions } from "./operator-table.ts";
import { tensorrtLimit } from "./tensorrt-limits.ts";
import { compareVersions, tableColumn, tensorrtName, tensorrtVersion } from "./tensorrt-version.ts";

const source = "onnx/onnx-tensorrt, docs/operators.md of the release";

/** TensorRT's ONNX parser: what it does not take, no unit of the board computes. */
export function tensorrtSupport(use: OperatorUse, target: Target): Support {
  const known = tensorrtVersion(target);
  const column = known ? tableColumn(known.version) : -1;
  const row = Object.hasOwn(operatorTable, use.type) ? operatorTable[use.type] : undefined;
  if (!known || column < 0 || row === undefined) return isUnknown;
  // Later versions than the listed ones may have what those lists never named.
  const isListed = column < tensorrtVersions.length - 1 || compareVersions(known.version, "10.2") < 0;
  if (row[column] === "-" && !isListed) return isUnknown;
  if (row[column] !== "Y") {
    const since = tensorrtVersions.find((_, i) => i > column && row[i] === "Y");
    const when =
      since === undefined ? "no version up to 10.1 has it" : `the first version with it is ${since}`;
    return { supported: "no", reason: `${tensorrtName(known)} has no ${use.type}; ${when}.`, source };
  }
  const limit = use.isWhole ? tensorrtLimit(use, known.version) : undefined;
  return limit ? { ...limit, reason: `${tensorrtName(known)} ${limit.reason}`, source } : isSupported;
}
