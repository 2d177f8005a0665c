import { defineConfig } from "vitest/config";
import { sandboxTests } from "./vitest.config.ts";

/** What runs Python in the sandbox as it was built: slower than the unit tests, and after `npm run build`. */
export default defineConfig({
  test: {
    include: [...sandboxTests],
    exclude: ["**/node_modules/**"],
    // Two cores: processes beside processes would only measure how they disturb each other.
    fileParallelism: false,
    testTimeout: 60_000,
  },
});
