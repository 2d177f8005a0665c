import { type BuildOptions } from "esbuild";

export function bundles(isProduction: boolean): readonly BuildOptions[];
