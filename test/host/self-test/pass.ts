import assert from "node:assert/strict";
import * as vscode from "vscode";
import { runMocha } from "../mocha-entry.ts";
import { webviewFrame, workbenchPage } from "../page.ts";

/** Tests that pass: the extension answers, and the window and its webviews can be driven from inside a test. */
export const run = () =>
  runMocha(() => {
    suite("self-test", () => {
      test("the extension answers", async () => {
        assert.equal(await vscode.commands.executeCommand("edgewiseSelfTest.hello"), "hello");
        assert.equal(vscode.workspace.isTrusted, process.env["EDGEWISE_RESTRICTED"] !== "1");
      });
      test("the window can be driven", async () => {
        const { page, close } = await workbenchPage();
        await page.keyboard.press("F1");
        await page.locator(".quick-input-widget input").first().fill(">Hello");
        await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
        await page.keyboard.press("Escape");
        await close();
      });
      test("a button in a webview can be clicked", async () => {
        const panel = vscode.window.createWebviewPanel("selfTest", "Self-test", vscode.ViewColumn.One, {
          enableScripts: true,
        });
        const message = new Promise((resolve) => panel.webview.onDidReceiveMessage(resolve));
        panel.webview.html = `<button id="self-test">Click</button><script>
          const host = acquireVsCodeApi();
          document.getElementById("self-test").addEventListener("click", () => host.postMessage("clicked"));
        </script>`;
        const { page, close } = await workbenchPage();
        const frame = await webviewFrame(page, "#self-test");
        await frame.locator("#self-test").click();
        assert.equal(await message, "clicked");
        await close();
      });
    });
  });
