export type CompressionMethod = "pruning" | "quantization" | "distillation";

/**
 * One published deployment: a row of the survey's Tables 6-9. `size`, `accuracy`, `speed`, `teacher` and `network` are
 * the survey's words, `before/after`, with `*` for what was not stated; absent where all of it was not. `results` are the
 * numbers in them.
 */
export interface Precedent {
  readonly table: 6 | 7 | 8 | 9;
  /** Numbers of the survey's list of references; `references.ts` has their text. */
  readonly references: readonly number[];
  readonly year?: number;
  readonly task: string;
  readonly methods: readonly CompressionMethod[];
  /** In the survey's words; its Table 9 has none. */
  readonly method?: string;
  readonly teacher?: string;
  readonly network: string;
  /** Names of the networks alone, where `network` holds several or their performance too. */
  readonly networks?: readonly string[];
  readonly size?: string;
  readonly devices: readonly PrecedentDevice[];
  readonly datasets: readonly string[];
  readonly accuracy?: string;
  readonly speed?: string;
  /** Only where it is clear what each number of a cell belongs to. */
  readonly results: readonly PrecedentResult[];
  /** The survey's footnotes, and what is doubtful about its row. */
  readonly notes?: readonly string[];
}

export interface PrecedentDevice {
  /** As the survey writes it. */
  readonly name: string;
  /** Of the catalogue; several where the survey does not say which of them. Empty: the catalogue does not have it. */
  readonly ids: readonly string[];
}

/** One pair of numbers; for distillation the teacher's and the student's. Absent is what was not stated. */
export interface PrecedentResult {
  readonly kind: "size" | "accuracy" | "speed";
  /** Of an accuracy: `mAP`, `RMSE`; absent where the survey names none. */
  readonly metric?: string;
  /** Sizes are parameters or bytes (1 MB = 10^6), speeds milliseconds or frames per second. */
  readonly unit?: "parameters" | "bytes" | "ms" | "FPS" | "%" | "m";
  readonly before?: number;
  readonly after?: number;
  /** Which of several it is of. */
  readonly device?: string;
  readonly network?: string;
  readonly dataset?: string;
}
