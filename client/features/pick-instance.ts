import { commands, l10n, type QuickPickItem, window } from "vscode";
import { type InstanceChoice, type Requests } from "../../protocol/requests.ts";
import { type Feature } from "./feature.ts";

type Instance = Requests["edgewise/pickInstance"]["params"]["instance"];

interface Item extends QuickPickItem {
  readonly instance?: InstanceChoice;
}

/** Where several instances of a class run the same lines: shows the numbers of one, or of all as a range. Asks which. */
export const pickInstance: Feature = ({ client }) =>
  commands.registerCommand(
    "edgewise.pickInstance",
    async (uri?: string, name?: string, known?: NonNullable<Instance>) => {
      if (!uri || !name) return;
      const show = (instance: Instance) =>
        client.sendRequest("edgewise/pickInstance", { uri, name, ...(instance && { instance }) });
      if (known) return show(known);
      const choices = await client.sendRequest<readonly InstanceChoice[]>("edgewise/instances", {
        uri,
        name,
      });
      const picked = await window.showQuickPick(itemsOf(choices), {
        title: l10n.t("Show the Numbers of One {0}", name),
        matchOnDescription: true,
      });
      if (!picked) return;
      const { instance } = picked;
      return show(instance && { model: instance.model, path: instance.path });
    },
  );

function itemsOf(choices: readonly InstanceChoice[]): Item[] {
  const all = { label: l10n.t("All instances"), description: l10n.t("sums, and shapes as ranges") };
  const items = choices.map((it) => ({
    label: `${it.isPicked ? "$(check) " : ""}${it.path === "" ? it.model : it.path}`,
    description: it.path === "" ? it.detail : `${it.detail} · ${l10n.t("in {0}", it.model)}`,
    instance: it,
  }));
  return [all, ...items];
}
