// What the status item says of devices: the targets, and how many findings the document has. It must not evaluate.
import { type Diagnostic } from "../../core/diagnostics/diagnose.ts";
import { type DevicesSummary } from "../../protocol/requests.ts";
import { lensText } from "../cards/device-texts.ts";
import { shortName } from "./device-names.ts";
import { type Setup } from "./devices.ts";
import { type Evaluated } from "./evaluated.ts";

/** `evaluation`: of the model that the summary is about. */
export function devicesSummary(
  { targets, from }: Setup,
  evaluation: Evaluated | undefined,
  findings: readonly Pick<Diagnostic, "severity">[],
): DevicesSummary {
  const count = (severity: Diagnostic["severity"]) =>
    findings.filter((it) => it.severity === severity).length;
  return {
    targets: targets.map((it) => shortName(it.device)),
    from,
    facts: evaluation ? evaluation.predictions.map((it) => lensText(evaluation, it)) : [],
    errors: count("error"),
    warnings: count("warning"),
  };
}
