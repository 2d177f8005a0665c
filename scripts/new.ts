/** `npm run new KIND NAME`: makes the file of a new operator, rule, device, pass or runner and its test, and registers it. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { kinds } from "./gen/registry.ts";
import { scaffold } from "./new/scaffold.ts";

const wrongUsage = 64;
const usage = `Usage: npm run new ${kinds.map((it) => it.name).join("|")} NAME
  NAME is the file's name in kebab-case: npm run new operator layer-normalization`;

function readArguments(): readonly [string, string] | undefined {
  try {
    const { positionals } = parseArgs({ allowPositionals: true, strict: true });
    const [kind, name, ...rest] = positionals;
    return kind === undefined || name === undefined || rest.length > 0 ? undefined : [kind, name];
  } catch {
    return undefined;
  }
}

function refuse(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}

const [kindName, name] = readArguments() ?? refuse(usage, wrongUsage);
const kind =
  kinds.find((it) => it.name === kindName) ?? refuse(`There is no kind "${kindName}".\n${usage}`, wrongUsage);

const made = await scaffold(join(import.meta.dirname, ".."), kind, name);
if (!made.ok) refuse(made.error, made.isUsage ? wrongUsage : 1);
console.log(`Made ${made.value.join(" and ")}`);
// The generation runs as it is imported; the new entry is in its index from here on.
await import("./gen.ts");
console.log(`The test fails until both files are filled in: npx vitest run ${made.value[1]}`);
