import { InvalidArgumentError } from "commander";

/** `--bind seq=128,batch=1`, as commander hands it over; the last one of a name counts. */
export function parseBindings(
  text: string,
  earlier: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const bindings = new Map(earlier);
  for (const part of text.split(",")) {
    const found = /^\s*([^=]+?)\s*=\s*(\d+)\s*$/.exec(part);
    const [, name = "", size] = found ?? [];
    if (!found || !Number.isSafeInteger(Number(size)))
      throw new InvalidArgumentError(`"${part}" is not name=number.`);
    bindings.set(name, Number(size));
  }
  return bindings;
}

/** `--input x=1x3x224x224` by input; or what is wrong. */
export function parseShapes(texts: readonly string[]): ReadonlyMap<string, readonly number[]> | string {
  const shapes = new Map<string, readonly number[]>();
  for (const text of texts) {
    const found = /^(.+)=(\d+(?:x\d+)*|scalar)$/.exec(text);
    const [, name = "", written = ""] = found ?? [];
    const sizes = written === "scalar" ? [] : written.split("x").map(Number);
    if (!found || !sizes.every(Number.isSafeInteger)) return `--input: "${text}" is not name=1x3x224x224`;
    shapes.set(name, sizes);
  }
  return shapes;
}

/** For options that can be repeated. */
export function collected(text: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, text];
}
