import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{core,protocol,board,server,client,webview,cli,scripts,test}/**/*.test.ts"],
    exclude: [
      "**/node_modules/**",
      "test/oracles/.venv/**",
      "test/extension/**",
      "test/host/**/node_modules/**",
    ],
    pool: "threads",
    isolate: false,
  },
});
