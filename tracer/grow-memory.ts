// Pyodide copies a snapshot into a memory of the size that its module starts with, and fails when the snapshot is larger.

interface Instantiated {
  readonly instance?: {
    readonly exports: { readonly memory?: { readonly buffer: ArrayBuffer; grow(pages: number): void } };
  };
}
type Instantiate = (source: unknown, imports?: Readonly<Record<string, unknown>>) => Promise<Instantiated>;

const pageSize = 65_536;
/** Behind the magic number of a snapshot stands where the memory starts in it. */
const offsetAt = 4;

/** Lets the next modules start with a memory that the snapshot fits in; what comes back ends that. */
export function growMemoryFor(snapshot: Uint8Array): () => void {
  const view = new DataView(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength);
  const wanted = snapshot.byteLength - view.getUint32(offsetAt, true);
  const assembly = Reflect.get(globalThis, "WebAssembly") as { instantiate: Instantiate };
  const { instantiate } = assembly;
  assembly.instantiate = async (source, imports) => {
    const result = await instantiate(source, imports);
    const memory = result.instance?.exports.memory;
    if (memory && memory.buffer.byteLength < wanted) {
      memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / pageSize));
    }
    return result;
  };
  return () => {
    assembly.instantiate = instantiate;
  };
}
