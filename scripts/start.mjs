// `npm start`: installs what is missing, then hands over to start.ts.
import { ensureNodeModules } from "./install.mjs";

try {
  ensureNodeModules();
  const { register } = await import("tsx/esm/api");
  register();
  const { start } = await import("./start.ts");
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
