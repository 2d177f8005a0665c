import * as vscode from "vscode";

/** The smallest extension whose presence a test can prove. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.commands.registerCommand("edgewiseSelfTest.hello", () => "hello"));
}
