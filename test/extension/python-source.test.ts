import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeSource,
  hintLabels,
  lensTitles,
  openSource,
  problemOf,
  sandboxProcesses,
  totals,
} from "./source-documents.ts";
import { eventually, hoverText, positionOf } from "./workbench.ts";

const twoErrors = (body: string) => `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)
        self.down = nn.Conv2d(16, 32, 3, padding=1, stride=2)

    def forward(self, x):
        a = self.conv(x)
        b = self.down(a)
        ${body}


if __name__ == "__main__":
    Net()(torch.randn(1, 3, 32, 32))
`;

suite("PyTorch source", () => {
  teardown(closeSource);

  test("shows the totals of its models, and the cost of each layer and call", async () => {
    const { document } = await openSource("fashion_resnet.py");
    // 307 k parameters by torch: sum(p.numel() for p in FashionResNet().parameters()).
    assert.match(await totals(document), /parameters · .*multiply-adds · peak/);
    const definition = await hoverText(document, positionOf(document, "nn.Conv2d(1, 32").translate(0, 4));
    assert.match(definition, /\*\*Conv\*\*/);
    assert.match(definition, /\| parameters \| 288 \|/);
    assert.match(definition, /1×1×28×28/);
    const call = await hoverText(document, positionOf(document, "self.layer2(x)").translate(0, 6));
    assert.match(call, /1×64×7×7/);
    const labels = await hintLabels(document);
    assert.ok(
      labels.some((it) => /⟶ 1×64×7×7/.test(it)),
      labels.join(", "),
    );
  });

  test("puts a shape error on its line, in torch's words, and keeps the last good numbers", async () => {
    const editor = await openSource("fashion_resnet.py");
    const { document } = editor;
    await totals(document);
    const at = positionOf(document, "nn.Linear(128").translate(0, 10);
    await editor.edit((it) => it.replace(new vscode.Range(at, at.translate(0, 3)), "100"));
    const problem = await problemOf(document, /mat1 and mat2/);
    assert.match(problem.message, /takes 100 features and gets 128.*\(1×128 and 100×10\)/);
    assert.equal(document.getText(problem.range), "self.fc(x)");
    assert.match(await totals(document), /before this edit/);
  });

  test("keeps a class's numbers while a line is half-written", async () => {
    const editor = await openSource("fashion_mobile.py");
    const { document } = editor;
    const before = await totals(document);
    const line = positionOf(document, "self.pool = ").line;
    await editor.edit((it) => it.insert(new vscode.Position(line, 0), "        self.more = nn.Linear(3,\n"));
    const after = await eventually(
      async () => (await lensTitles(document)).find((it) => /before this edit/.test(it)),
      "stale totals",
    );
    assert.ok(after.startsWith(before.slice(0, 12)), `${after} after ${before}`);
  });

  test("says of other shapes that do not fit what is wrong, at the very expression", async () => {
    const { document } = await openSource("cat.py", twoErrors("return torch.cat([a, b], dim=1)"));
    const joined = await problemOf(document, /Sizes of tensors must match/);
    assert.match(
      joined.message,
      /^Tensors are joined along dimension 1; .*one is 16 where the first has 32\./,
    );
    assert.equal(document.getText(joined.range), "torch.cat([a, b], dim=1)");
    await closeSource();
    const { document: other } = await openSource("add.py", twoErrors("return a + b"));
    const added = await problemOf(other, /The size of tensor a/);
    assert.match(added.message, /in dimension 3 one has 32, the other 16\./);
    assert.equal(other.getText(added.range), "a + b");
  });

  test("tells how many instances a block has, and shows one of them when it is picked", async () => {
    const { document } = await openSource("fashion_resnet.py");
    await totals(document);
    const name = positionOf(document, "BasicBlock(nn.Module)").translate(0, 2);
    assert.match(await hoverText(document, name), /\*\*BasicBlock\*\* · 3 instances in `FashionResNet`/);
    assert.ok(
      (await lensTitles(document)).some((it) => /^3 instances · 18\.6.k … 230.k parameters/.test(it)),
    );
    const call = positionOf(document, "self.conv1(x)))").translate(0, 6);
    assert.match(await hoverText(document, call), /all 3/);
    // Without the last argument the command asks with a list.
    await vscode.commands.executeCommand("edgewise.pickInstance", document.uri.toString(), "BasicBlock", {
      model: "FashionResNet",
      path: "layer2",
    });
    const titles = await lensTitles(document);
    assert.ok(titles.includes("showing layer2 of FashionResNet, 1 of 3 instances"), titles.join(", "));
    const one = await hoverText(document, call);
    assert.ok(!/all 3/.test(one), one);
    assert.match(one, /`layer2\.conv1`/);
  });

  test("runs it in a process of its own", async () => {
    const { document } = await openSource("fashion_vit.py");
    await totals(document);
    if (process.platform === "linux") assert.notDeepEqual(sandboxProcesses(), []);
  });
});
