import { buffer } from "node:stream/consumers";
import { openPromise } from "yauzl";

/** Contents by path inside the archive. */
export type Contents = ReadonlyMap<string, Buffer>;

/** Everything in a VSIX, which is a zip file. Rejects when the archive is damaged. */
export async function readVsix(file: string): Promise<Contents> {
  const archive = await openPromise(file, { lazyEntries: true });
  const contents = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith("/")) continue;
    contents.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)));
  }
  return contents;
}
