import {
  commands,
  Disposable,
  type ExtensionContext,
  l10n,
  type QuickInputButton,
  QuickPickItemKind,
  type QuickPick,
  type QuickPickItem,
  ThemeIcon,
  window,
} from "vscode";
import { type ChosenTarget, type DeviceChoice, type TargetChoices } from "../../protocol/requests.ts";
import { type App, type Feature } from "./feature.ts";

const chosenKey = "edgewise.targets";
const recentKey = "edgewise.recentDevices";
const mostRecent = 8;

/** What was chosen in this workspace; undefined: nothing, and edgewise.json decides. */
export function chosenTargets({ workspaceState }: ExtensionContext): readonly ChosenTarget[] | undefined {
  return workspaceState.get<readonly ChosenTarget[]>(chosenKey);
}

/**
 * *Edgewise: Choose Target Devices*: which boards the models are held against, remembered for the workspace. With a list
 * of ids or targets it asks nothing; with null it takes the choice back.
 */
export const devices: Feature = (app) =>
  Disposable.from(
    commands.registerCommand(
      "edgewise.chooseDevices",
      async (given?: readonly (string | ChosenTarget)[] | null) => {
        if (given === null) return choose(app, undefined);
        if (Array.isArray(given))
          return choose(
            app,
            given.map((it: string | ChosenTarget) => (typeof it === "string" ? { id: it } : it)),
          );
        await app.ready;
        const picked = await pickDevices(app, await choicesOf(app));
        if (picked) await choose(app, picked);
      },
    ),
    commands.registerCommand("edgewise.chooseRuntime", async (id?: string) => {
      await app.ready;
      const choices = await choicesOf(app);
      const device = await deviceToChange(choices, id);
      const target = device && (await pickRuntime(device));
      if (!target) return;
      const others = choices.chosen.filter((it) => it.id !== target.id);
      const at = choices.chosen.findIndex((it) => it.id === target.id);
      await choose(app, [
        ...others.slice(0, at < 0 ? others.length : at),
        target,
        ...others.slice(at < 0 ? others.length : at),
      ]);
    }),
  );

function choicesOf({ client }: App): Promise<TargetChoices> {
  const uri = window.activeTextEditor?.document.uri.toString();
  return client.sendRequest<TargetChoices>("edgewise/targets", { ...(uri !== undefined && { uri }) });
}

async function choose(
  { client, ready, context }: App,
  targets: readonly ChosenTarget[] | undefined,
): Promise<void> {
  await context.workspaceState.update(chosenKey, targets);
  const ids = (targets ?? []).map((it) => it.id);
  const before = context.globalState.get<readonly string[]>(recentKey) ?? [];
  const recent = [...new Set([...ids, ...before])].slice(0, mostRecent);
  await context.globalState.update(recentKey, recent);
  await ready;
  await client.sendNotification("edgewise/chooseTargets", { targets: targets ?? null });
}

interface DeviceItem extends QuickPickItem {
  readonly device?: DeviceChoice;
}

const changeRuntime: QuickInputButton = {
  iconPath: new ThemeIcon("settings-gear"),
  tooltip: l10n.t("Runtime and Precision…"),
};
const takeBack: QuickInputButton = {
  iconPath: new ThemeIcon("discard"),
  tooltip: l10n.t("Use the Devices of edgewise.json"),
};

/** Several of them; the gear of a device asks for its runtime and precision. */
function pickDevices(app: App, choices: TargetChoices): Promise<readonly ChosenTarget[] | undefined> {
  const targets = new Map(choices.chosen.map((it) => [it.id, it]));
  const recent = app.context.globalState.get<readonly string[]>(recentKey) ?? [];
  const pick = window.createQuickPick<DeviceItem>();
  pick.title = l10n.t("Target Devices");
  pick.placeholder = l10n.t("Boards to hold the models against");
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  if (choices.from === "choice") pick.buttons = [takeBack];
  const show = (selected: ReadonlySet<string>) => {
    pick.items = itemsOf(choices.devices, targets, recent);
    pick.selectedItems = pick.items.filter((it) => it.device && selected.has(it.device.id));
  };
  show(new Set(targets.keys()));
  return new Promise((resolve) => {
    let isAsking = false;
    pick.onDidTriggerItemButton(async ({ item: { device } }) => {
      if (!device) return;
      const selected = selectedIds(pick);
      isAsking = true;
      const target = await pickRuntime(device);
      isAsking = false;
      if (target) targets.set(device.id, target);
      show(target ? new Set(selected).add(device.id) : selected);
      pick.show();
    });
    pick.onDidTriggerButton(() => {
      void choose(app, undefined);
      pick.hide();
    });
    pick.onDidAccept(() => {
      const ids = selectedIds(pick);
      // Those that were chosen before keep their order: the first one is the one that hints speak of.
      const kept = [...targets.keys()].filter((it) => ids.has(it));
      resolve([...new Set([...kept, ...ids])].map((id) => targets.get(id) ?? { id }));
      pick.hide();
    });
    pick.onDidHide(() => {
      if (isAsking) return;
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function selectedIds({ selectedItems }: QuickPick<DeviceItem>): ReadonlySet<string> {
  return new Set(selectedItems.flatMap((it) => (it.device ? [it.device.id] : [])));
}

function itemsOf(
  devices: readonly DeviceChoice[],
  targets: ReadonlyMap<string, ChosenTarget>,
  recent: readonly string[],
): DeviceItem[] {
  const used = [...new Set([...targets.keys(), ...recent])];
  const first = used.flatMap((id) => devices.find((it) => it.id === id) ?? []);
  const rest = devices.filter((it) => !first.includes(it));
  const own = rest.filter((it) => it.isUsers);
  const boards = rest.filter((it) => !it.isUsers && it.kind === "soc");
  const others = rest.filter((it) => !it.isUsers && it.kind !== "soc");
  const group = (label: string, of: readonly DeviceChoice[]): DeviceItem[] =>
    of.length === 0
      ? []
      : [
          { label, kind: QuickPickItemKind.Separator },
          ...of.map((device) => ({
            label: device.name,
            description: runtimeText(device, targets.get(device.id)),
            device,
            ...(device.runtimes.length > 0 && { buttons: [changeRuntime] }),
          })),
        ];
  return [
    ...group(l10n.t("used last"), first),
    ...group(l10n.t("of this workspace"), own),
    ...group(l10n.t("boards"), boards),
    ...group(l10n.t("accelerators and chips"), others),
  ];
}

/** `TensorRT FP16`. */
function runtimeText({ runtimes }: DeviceChoice, target: ChosenTarget | undefined): string {
  const runtime = runtimes.find((it) => it.id === target?.runtime) ?? runtimes[0];
  const precision = target?.precision ?? runtime?.precisions[0];
  if (!runtime) return l10n.t("no runtime is known");
  return [runtime.name, precision?.toUpperCase()].filter(Boolean).join(" ");
}

async function deviceToChange(
  { chosen, devices: all }: TargetChoices,
  id: string | undefined,
): Promise<DeviceChoice | undefined> {
  const known = chosen.flatMap((it) => all.find((device) => device.id === it.id) ?? []);
  const [only] = known;
  if (id !== undefined) return all.find((it) => it.id === id);
  if (known.length <= 1) return only;
  const items = known.map((device) => ({
    label: device.name,
    description: runtimeText(
      device,
      chosen.find((it) => it.id === device.id),
    ),
    device,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Runtime and Precision of Which Device?"),
  });
  return picked?.device;
}

async function pickRuntime(device: DeviceChoice): Promise<ChosenTarget | undefined> {
  const items = device.runtimes.flatMap((runtime, i) =>
    runtime.precisions.map((precision, j) => ({
      label: `${runtime.name} ${precision.toUpperCase()}`,
      ...(i === 0 && j === 0 && { description: l10n.t("usual") }),
      target: { id: device.id, runtime: runtime.id, precision },
    })),
  );
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Runtime and Precision on {0}", device.name),
  });
  return picked?.target;
}
