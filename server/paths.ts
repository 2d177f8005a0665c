// Questions about paths that need no file system.
import { isAbsolute, relative, sep } from "node:path";

/** True when `path` is in `folder`, or is it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
