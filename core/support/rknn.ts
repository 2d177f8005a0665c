import { type OperatorUse, type Support, isSupported, isUnknown } from "./contract/support.ts";
import { operatorTable, tensorrtVersions } from "./operator-table.ts";
import { rknnLimit } from "./rknn-limits.ts";

const source =
  "airockchip/rknn-toolkit2: doc/RKNNToolKit2_OP_Support-2.3.2.md and 05_RKNN_Compiler_Support_Operator_List_V2.3.2.pdf";

/** RKNN-Toolkit2 stops the conversion at an operator that it does not have (rockchip-linux/rknn-toolkit2, issue 10). */
export function rknnSupport(use: OperatorUse): Support {
  const row = Object.hasOwn(operatorTable, use.type) ? operatorTable[use.type] : undefined;
  const letter = row?.[tensorrtVersions.length + 1];
  if (letter === "N") {
    const reason = `RKNN-Toolkit2 2.3.2 does not support ${use.type}: the conversion stops there.`;
    return { supported: "no", reason, source };
  }
  if (letter !== "Y") return isUnknown;
  const limit = use.isWhole ? rknnLimit(use) : undefined;
  return limit ? { ...limit, isLimit: true, source } : isSupported;
}
