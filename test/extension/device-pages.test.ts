import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { activate, eventually, openModel } from "./workbench.ts";

interface OpenedPage {
  readonly shown: Promise<number | undefined>;
}

/** Rows that stand in the page, as its script tells: it ran, under the page's policy, and the server answered. */
async function openPage(command: string): Promise<number | undefined> {
  const page = await vscode.commands.executeCommand<OpenedPage>(command);
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error(`${command} shows nothing`)), 15_000),
  );
  return Promise.race([page.shown, late]);
}

function tabLabels(): readonly string[] {
  const { tabs } = vscode.window.tabGroups.activeTabGroup;
  return tabs.filter((it) => it.input instanceof vscode.TabInputWebview).map((it) => it.label);
}

suite("the pages of devices", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test("the catalogue shows all 41 devices, in one panel", async () => {
    await activate();
    assert.equal(await openPage("edgewise.showDeviceCatalogue"), 41);
    assert.equal(await openPage("edgewise.showDeviceCatalogue"), 41);
    assert.deepEqual(tabLabels(), ["Device Catalogue"]);
  });

  test("the comparison is of the model in front", async () => {
    await openModel("fashion-resnet.onnx");
    const rows = await openPage("edgewise.compareDevices");
    assert.ok(rows !== undefined && rows >= 41, `${rows} rows`);
  });

  test("published deployments are there", async () => {
    assert.equal(await openPage("edgewise.showPublishedDeployments"), 62);
  });

  test("a page that is closed is opened anew", async () => {
    await openPage("edgewise.showDeviceCatalogue");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await eventually(() => (tabLabels().length === 0 ? true : undefined), "the page is closed");
    assert.equal(await openPage("edgewise.showDeviceCatalogue"), 41);
  });
});
