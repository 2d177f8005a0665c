import { type Diagnostic } from "../diagnostics/diagnose.ts";
import { type RuntimeChoice } from "../devices/contract/runtime.ts";
import { type Forecast, type Target } from "../rules/contract/subject.ts";

/** A device, how the model would run there, and what is known of it. */
export interface Candidate {
  /** Its `forecast` is absent where there is nothing to predict from. */
  readonly target: Target;
  /** Of `diagnose`; those of other devices are passed over. */
  readonly diagnostics: readonly Diagnostic[];
  /** True for a prediction that no measurement stands behind. */
  readonly isFromDataSheet?: boolean;
  /** Other ways to run it on the same device, the smallest change first. */
  readonly alternatives?: readonly Alternative[];
}

export interface Alternative {
  /** What is changed: `int8`, `an input of 320×320`. */
  readonly change: string;
  /** Where it is run in another way. */
  readonly choice?: RuntimeChoice;
  readonly forecast?: Forecast;
  readonly diagnostics: readonly Diagnostic[];
}
