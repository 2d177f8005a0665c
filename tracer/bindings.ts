// Emscripten asks for Node's constants in a way that the permission model forbids, and that gives everything else, too.
import { constants as fsConstants } from "node:fs";
import { constants as osConstants } from "node:os";

export function replaceBindings(): void {
  const binding = (name: string) => {
    if (name === "constants") return { fs: fsConstants, os: osConstants };
    throw new Error(`No binding ${name}.`);
  };
  Reflect.set(process, "binding", binding);
}
