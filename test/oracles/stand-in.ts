/**
 * The stand-in for torch beside real torch: each function is called many times, by arguments made from a fixed seed, and
 * must give the same shapes, dtypes, state, small values and errors in every call.
 */

/** What torch_functions.py and torch_modules.py print for each function with --json. */
interface FunctionResult {
  readonly name: string;
  readonly calls: number;
  readonly differences: number;
  /** The first call that differs, and both answers; empty when there is none. */
  readonly shown: string;
}

const suites = [
  { title: "torch", script: "torch_functions.py", calls: 120, seed: 1, leastFunctions: 370 },
  { title: "torch.nn", script: "torch_modules.py", calls: 60, seed: 1, leastFunctions: 260 },
] as const;

export function standInChecks(run: (args: readonly string[]) => string): (readonly [string, boolean])[] {
  return suites.flatMap(({ title, script, calls, seed, leastFunctions }) => {
    const output = run([script, "--json", "--calls", String(calls), "--seed", String(seed)]);
    const results = JSON.parse(output) as readonly FunctionResult[];
    const made = results.reduce((sum, it) => sum + it.calls, 0);
    return [
      [
        `${title}: ${results.length} functions, at least ${leastFunctions}, in ${made} calls`,
        results.length >= leastFunctions,
      ] as const,
      ...results.map((it) => [sentence(title, it), it.differences === 0 && it.calls > 0] as const),
    ];
  });
}

function sentence(title: string, { name, calls, differences, shown }: FunctionResult): string {
  const counts = `stand-in for ${title}, ${name}: ${calls} calls, ${differences} differences`;
  return differences === 0 ? counts : `${counts}, first ${shown.replaceAll("\n", "; ")}`;
}
