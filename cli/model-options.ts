import { type Command } from "commander";
import { collected, parseBindings } from "./shapes.ts";

/** How a model is to be read: the same for every command. */
export function withModelOptions(command: Command): Command {
  return command
    .option("--bind <sizes>", "sizes for symbolic dimensions: seq=128,batch=1", parseBindings, new Map())
    .option("--input <shape>", "shape of an input: x=1x3x224x224 (repeat for more)", collected, [])
    .optionsGroup("For Python source:")
    .option("--trust", "run the file, in a sandbox")
    .option("--class <name>", "the class to make the model of")
    .option("--args <arguments>", "arguments for the class: num_classes=10")
    .option("--call <expression>", "Python that gives the model: \"build_model('tiny')\"")
    .option(
      "--inputs <expression>",
      'Python that gives forward\'s arguments: "(torch.randn(1, 3, 224, 224),)"',
    )
    .option("--search-path <folder>", "where packages are (repeat for more)", collected, []);
}
