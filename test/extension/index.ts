import { workspace } from "vscode";
import { runMocha } from "../host/mocha-entry.ts";

/** Entry of the extension host's test run: mocha's `suite` and `test` exist only inside the callback. */
export const run = () =>
  runMocha(async () => {
    // The same bundle runs twice: what Restricted Mode keeps from happening has a run of its own.
    if (!workspace.isTrusted) {
      await import("./python-source-restricted.test.ts");
      return;
    }
    await import("./binary-model.test.ts");
    await import("./text-model.test.ts");
    await import("./weights.test.ts");
    await import("./python.test.ts");
    await import("./python-source.test.ts");
    await import("./devices.test.ts");
    await import("./virtual-workspace.test.ts");
    await import("./device-pages.test.ts");
    await import("./manifest.test.ts");
  });
