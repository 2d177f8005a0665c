// The layer fence: which folder may import which, and which host packages each may touch (docs/ARCHITECTURE.md).
import tseslint from "typescript-eslint";

const layers = {
  core: [],
  protocol: ["core"],
  board: ["core", "protocol"],
  tracer: ["core", "protocol"],
  server: ["core", "protocol", "board", "tracer"],
  cli: ["core", "protocol", "board", "tracer", "server"],
  client: ["protocol"],
  webview: ["protocol"],
};
const hosts = {
  vscode: ["client"],
  "vscode-languageclient": ["client"],
  "vscode-languageserver": ["server"],
  "vscode-languageserver-textdocument": ["server"],
  commander: ["cli"],
  zod: ["protocol"],
  "jsonc-parser": ["protocol"],
  pyodide: ["tracer"],
  yaml: ["tracer"],
  yauzl: ["server"],
  "web-tree-sitter": ["server"],
  "node:*": ["server", "board", "tracer", "client", "cli"],
};

/** Import patterns that `layer` must not use, each with the sentence that the developer sees. */
const fence = (layer) => [
  ...Object.keys(layers)
    .filter((it) => it !== layer && !layers[layer].includes(it))
    .map((it) => ({ group: [`../${it}/**`, `**/../${it}/**`], message: `${layer}/ must not import ${it}/` })),
  ...Object.entries(hosts)
    .filter(([, allowed]) => !allowed.includes(layer))
    .map(([name]) => ({ group: [name, `${name}/*`], message: `${layer}/ is host-free: no ${name}` })),
];

const dynamicImport = {
  selector: "ImportExpression, CallExpression[callee.name='require']",
  message: "Only static imports here: the layer fence can't see the others.",
};

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "dist-vsix/",
      ".cache/",
      "**/node_modules/",
      "test/oracles/.venv/",
      "**/*.mjs",
      "*.js",
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 60 }],
      "max-params": ["error", 4],
    },
  },
  ...Object.keys(layers).map((layer) => ({
    files: [`${layer}/**/*.ts`],
    ignores: ["**/*.test.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: fence(layer) }] },
  })),
  {
    files: ["core/**/*.ts", "protocol/**/*.ts", "webview/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", dynamicImport] },
  },
  {
    files: ["**/*.test.ts", "test/**/*.ts", "**/index.ts"],
    rules: { "max-lines": "off", "max-lines-per-function": "off" },
  },
);
