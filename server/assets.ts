// Where the files lie that are loaded at run time: beside the bundles, or in dist/ when the sources run.
import { basename, join } from "node:path";

const here = import.meta.dirname;

export const assetsFolder = basename(here) === "dist" ? here : join(here, "..", "dist");
