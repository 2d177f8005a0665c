import { Command, CommanderError } from "commander";
import { checkCommand } from "./check-command.ts";
import { inspectCommand } from "./inspect-command.ts";
import { lspCommand } from "./lsp-command.ts";
import { predictCommand } from "./predict-command.ts";
import { exitCodes } from "./exit-codes.ts";
import packageJson from "../package.json" with { type: "json" };

const program = new Command("edgewise")
  .description("What each layer of a neural network costs, and how it will run on edge boards.")
  .version(packageJson.version)
  .showHelpAfterError("(edgewise --help shows the commands)")
  .exitOverride();

for (const command of [inspectCommand, predictCommand, checkCommand, lspCommand])
  program.addCommand(command().exitOverride());

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end with 0; whatever else commander refuses is wrong usage.
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
}

// `edgewise inspect … | head` closes the pipe early: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(exitCodes.ok);
});

// Commander has told what it refuses; anything else is our bug, and Node prints it with its stack.
void main();
