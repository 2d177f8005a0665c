import { runMocha } from "../host/mocha-entry.ts";

/** Entry of the extension host's test run: mocha's `suite` and `test` exist only inside the callback. */
export const run = () =>
  runMocha(async () => {
    await import("./binary-model.test.ts");
    await import("./text-model.test.ts");
    await import("./python.test.ts");
    await import("./python-source.test.ts");
    await import("./virtual-workspace.test.ts");
    await import("./manifest.test.ts");
  });
