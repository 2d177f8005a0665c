import { Command } from "commander";

/** `edgewise lsp --stdio`: the language server, for any editor that speaks LSP. */
export function lspCommand(): Command {
  return new Command("lsp")
    .description("Run the language server.")
    .requiredOption("--stdio", "talk over standard input and output")
    .action(async () => {
      const { startServer } = await import("../server/main.ts");
      startServer();
    });
}
