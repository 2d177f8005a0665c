import {
  commands,
  Disposable,
  extensions,
  l10n,
  Position,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import { type Feature } from "./feature.ts";

/** What the server must know about Python: whether it may run code, and which interpreter the editor uses. */
export function pythonFacts(): { isTrusted: boolean; interpreter?: string } {
  const interpreter = activeInterpreter();
  return { isTrusted: workspace.isTrusted, ...(interpreter !== undefined && { interpreter }) };
}

/** The Python extension's choice, if it is there and active; we never start it. */
function activeInterpreter(): string | undefined {
  const python = extensions.getExtension<{
    environments?: { getActiveEnvironmentPath?: () => { path?: unknown } };
  }>("ms-python.python");
  if (!python?.isActive) return undefined;
  const path = python.exports.environments?.getActiveEnvironmentPath?.().path;
  return typeof path === "string" && /[\\/]/.test(path) ? path : undefined;
}

export const python: Feature = ({ client, ready }) => {
  const tell = async () => {
    await ready;
    await client.sendNotification("edgewise/pythonFacts", pythonFacts());
  };
  return Disposable.from(
    workspace.onDidGrantWorkspaceTrust(() => void tell()),
    extensions.onDidChange(() => void tell()),
    commands.registerCommand("edgewise.showCardAt", showCardAt),
    commands.registerCommand("edgewise.setInputShape", setInputShape),
  );
};

interface LspPosition {
  readonly line: number;
  readonly character: number;
}

async function showCardAt(uri?: string, position?: LspPosition): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor || !position || editor.document.uri.toString() !== Uri.parse(uri ?? "").toString()) return;
  const at = new Position(position.line, position.character);
  editor.selection = new Selection(at, at);
  editor.revealRange(new Range(at, at));
  await commands.executeCommand("editor.action.showHover", { focus: "noAutoFocus" });
}

const shapePattern = /^\d+(x\d+)*(:\w+)?(\s+\d+(x\d+)*(:\w+)?)*$/;
const comment = /^\s*#\s*edgewise:\s*(.*)$/;

/** Writes `# edgewise: input=1x3x224x224` above the class or function, where everybody who reads the code sees it. */
async function setInputShape(uri?: string, name?: string): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document || !name || document.uri.toString() !== Uri.parse(uri ?? "").toString()) return;
  const line = definitionLine(document.getText().split(/\r?\n/), name);
  if (line === undefined) return;
  const above = line > 0 ? comment.exec(document.lineAt(line - 1).text) : null;
  const known = [...(above?.[1] ?? "").matchAll(/\binput=(\S+)/g)].map((it) => it[1]).join(" ");
  const shapes = await window.showInputBox({
    title: l10n.t("Input shape of {0}", name),
    prompt: l10n.t("For example 1x3x224x224, or 1x128:int64. Several inputs are parted by spaces."),
    value: known || "1x3x224x224",
    validateInput: (text) =>
      shapePattern.test(text.trim()) ? undefined : l10n.t("Type sizes parted by x: 1x3x224x224."),
  });
  if (shapes === undefined) return;
  const inputs = shapes
    .trim()
    .split(/\s+/)
    .map((it) => `input=${it}`);
  const rest = (above?.[1] ?? "").split(/\s+/).filter((it) => it !== "" && !it.startsWith("input="));
  const { text } = document.lineAt(line);
  const indentation = /^\s*/.exec(text)?.[0] ?? "";
  const written = `${indentation}# edgewise: ${[...inputs, ...rest].join(" ")}`;
  const edit = new WorkspaceEdit();
  if (above) edit.replace(document.uri, document.lineAt(line - 1).range, written);
  else edit.insert(document.uri, new Position(line, 0), `${written}\n`);
  await workspace.applyEdit(edit);
}

/** The line on which it is defined; a comment goes above its decorators. */
function definitionLine(lines: readonly string[], name: string): number | undefined {
  const found = lines.findIndex((it) =>
    new RegExp(`^\\s*(?:async\\s+)?(?:class|def)\\s+${name}\\b`).test(it),
  );
  if (found < 0) return undefined;
  let line = found;
  while (line > 0 && /^\s*@/.test(lines[line - 1] ?? "")) line--;
  return line;
}
