// Which devices there are to choose from, and which are chosen (edgewise/targets); it must not judge models.
import { type CancellationToken } from "vscode-languageserver";
import { type Device } from "../../core/devices/contract/device.ts";
import { runtimeNames } from "../../core/devices/contract/runtime.ts";
import { devices as catalogue } from "../../core/devices/index.ts";
import { type DeviceChoice, type Handlers, type RuntimeChoices } from "../../protocol/requests.ts";
import { shortName } from "../devices/device-names.ts";
import { type Feature } from "./feature.ts";

export const targets: Feature = (session) => {
  const handler: Handlers<CancellationToken>["edgewise/targets"] = async ({ uri = "" }) => {
    const place = uri === "" ? (session.client.roots[0] ?? "") : uri;
    const setup = await session.devices.setup(place);
    return {
      devices: session.devices.devicesFor(place).map(choiceOf),
      chosen: setup.targets.map(({ device: { id }, choice }) => ({
        id,
        ...(choice && { runtime: choice.runtime, precision: choice.precision }),
      })),
      from: setup.from,
    };
  };
  session.connection.onRequest("edgewise/targets", (params: { uri?: string }, token: CancellationToken) =>
    session.answer(() => handler(params, token)),
  );
  session.connection.onNotification("edgewise/chooseTargets", async (given: { targets?: unknown } | null) => {
    session.devices.choose(given?.targets);
    await session.refresh();
  });
};

function choiceOf(device: Device): DeviceChoice {
  const { id, name, kind } = device;
  return {
    id,
    name,
    shortName: shortName(device),
    kind,
    isUsers: !catalogue.includes(device),
    runtimes: runtimesOf(device),
  };
}

/** A runtime that computes with either of two units stands once: the usual unit is taken. */
function runtimesOf({ runtimes, defaultRuntime: usual }: Device): readonly RuntimeChoices[] {
  const ids = [...new Set([...(usual ? [usual.runtime] : []), ...runtimes.map((it) => it.id)])];
  return ids.map((id) => {
    // The last one of a runtime is its fastest.
    const offered = runtimes.filter((it) => it.id === id).flatMap((it) => it.precisions);
    const precisions = new Set([...(usual?.runtime === id ? [usual.precision] : []), ...offered.reverse()]);
    return { id, name: runtimeNames[id], precisions: [...precisions] };
  });
}
