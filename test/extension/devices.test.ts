import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeSource, hintLabels, lensTitles, openSource, problemOf, totals } from "./source-documents.ts";
import { eventually, hoverText, positionOf } from "./workbench.ts";

const source = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, stride=2, padding=1)
        self.even = nn.Conv2d(16, 32, 4)  # an even kernel
        self.act = nn.Hardswish(inplace=True)
        self.last = nn.Conv2d(32, 32, 3, padding=1)

    def forward(self, x):
        return self.last(self.act(self.even(self.stem(x))))


if __name__ == "__main__":
    Net()(torch.randn(1, 3, 96, 96))
`;

async function actions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const given = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return given.filter((it) => it.edit);
}

async function apply(document: vscode.TextDocument, range: vscode.Range, title: string): Promise<void> {
  const found = await actions(document, range);
  const action = found.find((it) => it.title === title);
  assert.ok(action?.edit, found.map((it) => it.title).join(", "));
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

const codeOf = ({ code }: vscode.Diagnostic) => (typeof code === "object" ? code.value : code);

suite("Target devices", () => {
  const targets = ["coral-usb", { id: "raspberry-pi-4", runtime: "onnxruntime", precision: "fp32" }];
  suiteSetup(() => vscode.commands.executeCommand("edgewise.chooseDevices", targets));
  suiteTeardown(() => vscode.commands.executeCommand("edgewise.chooseDevices", null));
  teardown(closeSource);

  test("are in the lens, in hover cards and in hints", async () => {
    const { document } = await openSource("net.py", source);
    await totals(document);
    const lens = await eventually(
      async () => (await lensTitles(document)).find((it) => /Coral/.test(it)),
      "a lens about devices",
    );
    // The Edge TPU has no HardSwish: the rest runs on the host.
    assert.match(
      lens,
      /^Coral USB Accelerator INT8 (?:~[\d.]+-[\d.]+\u2009ms )?✗ 2 operators on CPU · Raspberry Pi 4 Model B FP32 ~/,
    );
    const card = await hoverText(document, positionOf(document, "nn.Hardswish").translate(0, 4));
    assert.match(card, /\| target \| time \| share \| bound by \|/);
    assert.match(card, /\| Coral USB Accelerator · TFLite .*⚠ 1 warning/);
    assert.match(card, /\[cpu-fallback-partition\]\(file:.*rules\/cpu-fallback-partition\.md\)/);
    const labels = await hintLabels(document);
    assert.ok(
      labels.some((it) => /% time$/.test(it)),
      labels.join("\n"),
    );
  });

  test("give problems with a rule's code and page, and fixes that edit the source", async () => {
    const { document } = await openSource("net.py", source);
    const fallback = await problemOf(document, /operators run on the CPU/);
    assert.equal(codeOf(fallback), "cpu-fallback-partition");
    assert.equal(document.getText(fallback.range), "nn.Hardswish(inplace=True)");
    const { code } = fallback;
    assert.match(typeof code === "object" ? code.target.toString() : "", /cpu-fallback-partition\.md$/);
    await apply(document, fallback.range, "Use ReLU6 for Hardswish");
    assert.match(document.getText(), /self\.act = nn\.ReLU6\(inplace=True\)$/m);
    const even = await problemOf(document, /even kernel of 4×4/);
    await apply(document, even.range, "Use a kernel of 3");
    assert.match(document.getText(), /nn\.Conv2d\(16, 32, 3, padding=1\) {2}# an even kernel$/m);
    await eventually(
      () =>
        vscode.languages.getDiagnostics(document.uri).some((it) => codeOf(it) === "even-kernel")
          ? undefined
          : true,
      "the finding to go",
    );
  });

  test("another width is followed by the layers behind it", async () => {
    const narrow = source
      .replace("nn.Conv2d(3, 16,", "nn.Conv2d(3, 33,")
      .replace("nn.Conv2d(16, 32, 4)", "nn.Conv2d(33, 32, 3)");
    const { document } = await openSource("narrow.py", narrow);
    await vscode.commands.executeCommand("edgewise.chooseDevices", ["intel-ncs2"]);
    try {
      // 32 output channels at a time, by ANNETTE's published model of that device.
      const padded = await problemOf(document, /33 output channels are padded to 64/);
      await apply(document, padded.range, "Use 64 output channels");
      assert.match(document.getText(), /nn\.Conv2d\(3, 64, 3, stride=2, padding=1\)/);
      assert.match(document.getText(), /nn\.Conv2d\(64, 32, 3\)/);
      assert.match(await totals(document), /^[\d.]+.k parameters/);
    } finally {
      await vscode.commands.executeCommand("edgewise.chooseDevices", targets);
    }
  });

  test("a comment leaves a rule out", async () => {
    const { document } = await openSource("net.py", source);
    const even = await problemOf(document, /even kernel of 4×4/);
    await apply(document, even.range, "Ignore even-kernel here");
    assert.match(document.getText(), /# an even kernel {2}# edgewise: ignore even-kernel$/m);
    await eventually(
      () =>
        vscode.languages.getDiagnostics(document.uri).some((it) => codeOf(it) === "even-kernel")
          ? undefined
          : true,
      "the finding to go",
    );
  });
});
