import { type BuildOptions } from "esbuild";

export function bundles(isProduction: boolean): readonly BuildOptions[];
export function sandboxBundle(name: "host" | "snapshot", outdir: string, isProduction: boolean): BuildOptions;
export const grammars: readonly string[];
