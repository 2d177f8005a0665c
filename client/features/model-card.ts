import { commands, window, Selection } from "vscode";
import { weightsTextLanguage } from "../../protocol/requests.ts";
import { isModelDocument } from "../model-documents.ts";
import { type Feature } from "./feature.ts";

/** Shows the model's card where it lives: the hover on the graph's name. */
export const modelCard: Feature = () =>
  commands.registerCommand("edgewise.showModelCard", async () => {
    const editor = window.activeTextEditor;
    if (!editor || !isModelDocument(editor.document)) return;
    const isWeights = editor.document.languageId === weightsTextLanguage;
    const line = isWeights ? 0 : graphLine(editor.document.getText());
    const { range } = editor.document.lineAt(editor.document.positionAt(line).line);
    editor.selection = new Selection(range.start, range.start);
    editor.revealRange(range);
    await commands.executeCommand("editor.action.showHover", { focus: "noAutoFocus" });
  });

/** Offset of the graph's header: the first line that starts with a name and an opening parenthesis. */
function graphLine(text: string): number {
  return /^[\w"][^\n(<]*\(/m.exec(text)?.index ?? 0;
}
