/** How often rules spoke of torchvision's 80 classifiers; measured by test/oracles/firing-rates.ts. */
export interface FiringRates {
  readonly models: number;
  readonly devices: readonly string[];
  /** Warnings and errors for one model on all devices together. */
  readonly warnings: { readonly median: number; readonly p90: number; readonly most: number };
  readonly modelsByRule: Readonly<Record<string, number>>;
}
