import { expect, test } from "vitest";
import { fromSandboxPath, toSandboxPath } from "./sandbox-path.ts";

test.each([
  ["C:\\nets\\a.py", "/C:/nets/a.py"],
  ["d:\\", "/d:/"],
  ["\\\\server\\share\\a.py", "/UNC/server/share/a.py"],
])("%s of Windows is %s in the sandbox, and back", (host, sandbox) => {
  expect(toSandboxPath(host, "win32")).toBe(sandbox);
  expect(fromSandboxPath(sandbox, "win32")).toBe(host);
});

test("elsewhere paths stay as they are", () => {
  expect(toSandboxPath("/nets/a\\b.py", "linux")).toBe("/nets/a\\b.py");
  expect(fromSandboxPath("/nets/a\\b.py", "darwin")).toBe("/nets/a\\b.py");
});
