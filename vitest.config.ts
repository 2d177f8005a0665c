import { defineConfig } from "vitest/config";

export const sandboxTests = [
  "tracer/sandbox.test.ts",
  "test/{aten-names,check-python,cli-python,python-tracer,traced-samples}.test.ts",
  "test/tracer-escape/*.test.ts",
];

export default defineConfig({
  test: {
    include: ["{core,protocol,board,tracer,server,client,webview,cli,scripts,test}/**/*.test.ts"],
    exclude: [
      "**/node_modules/**",
      "test/oracles/.venv/**",
      "test/extension/**",
      "test/host/**/node_modules/**",
      ...sandboxTests,
    ],
    pool: "threads",
    isolate: false,
  },
});
