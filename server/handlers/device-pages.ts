// What the pages of devices show (webview panels); it must not believe what a page asks for.
import { type CancellationToken } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { devices as catalogue } from "../../core/devices/index.ts";
import { type Candidate } from "../../core/recommend/candidate.ts";
import { recommend } from "../../core/recommend/recommend.ts";
import { deviceNeeds } from "../../protocol/device-needs.ts";
import { type PageKind, type PageReport } from "../../protocol/page-report.ts";
import { type Handlers } from "../../protocol/requests.ts";
import { Cancelled } from "../model-store.ts";
import { type OpenModel, type Pause, placements, withAlternatives } from "../pages/candidates.ts";
import { cataloguePage } from "../pages/catalogue-page.ts";
import { comparisonPage } from "../pages/comparison-page.ts";
import { openModel } from "../pages/open-model.ts";
import { precedentsPage } from "../pages/precedents-section.ts";
import { coreNeeds, recommendationForm, recommendationPage } from "../pages/recommendation-page.ts";
import { type Session } from "../session.ts";
import { type Feature } from "./feature.ts";

type Methods =
  | "edgewise/deviceCatalogue"
  | "edgewise/compareDevices"
  | "edgewise/recommendDevice"
  | "edgewise/publishedDeployments";

export const devicePages: Feature = (session) => {
  const handlers: Pick<Handlers<CancellationToken>, Methods> = {
    "edgewise/deviceCatalogue": () => Promise.resolve(catalogueOf(session)),
    "edgewise/compareDevices": async ({ uri }, token) => {
      const model = await openModel(session, uri, token);
      if (!model.ok) return withoutModel("compareDevices", "Devices for a model", model.error);
      return comparisonPage(model.value, await placements(model.value, pauseFor(token)));
    },
    "edgewise/recommendDevice": async ({ uri, needs }, token) => {
      const model = await openModel(session, uri, token);
      if (!model.ok) return withoutModel("recommendDevice", "A device for a model", model.error);
      const asked = deviceNeeds.safeParse(needs);
      return asked.success
        ? recommendation(model.value, asked.data, pauseFor(token))
        : recommendationForm(model.value);
    },
    "edgewise/publishedDeployments": () => Promise.resolve(precedentsPage()),
  };
  for (const [method, handler] of Object.entries(handlers)) {
    session.connection.onRequest(method, (params: never, token: CancellationToken) =>
      session.answer<unknown>(() =>
        (handler as (it: never, stop: CancellationToken) => Promise<unknown>)(params, token),
      ),
    );
  }
};

/** The catalogue, and the devices that folders of the workspace define: one with the same id takes the other's place. */
function catalogueOf({ client, devices: { projects } }: Session): PageReport {
  const folders = client.roots.map((it) => URI.parse(it)).filter((it) => it.scheme === "file");
  const opened = folders.map((it) => ({ folder: it.fsPath, project: projects.inFolder(it.fsPath) }));
  const own = opened.flatMap(({ project }) =>
    (project?.devices ?? []).filter((it) => !catalogue.includes(it)),
  );
  const byId = new Map([...catalogue, ...own].map((it) => [it.id, it]));
  const broken = opened.filter((it) => !it.project);
  return cataloguePage({
    devices: [...byId.values()],
    own: new Set(own.map((it) => it.id)),
    problems: broken.map(
      ({ folder }) =>
        `edgewise.json of ${folder} can't be read, nor the devices beside it: Problems says why.`,
    ),
  });
}

async function recommendation(
  model: OpenModel,
  needs: Parameters<typeof coreNeeds>[0],
  pause: Pause,
): Promise<PageReport> {
  const placed = await placements(model, pause);
  const candidates = placed.flatMap((it) => (it.candidate ? [it.candidate] : []));
  const fitting = new Set(recommend(coreNeeds(needs), candidates).fits.map((it) => it.candidate));
  const all: Candidate[] = [];
  for (const it of candidates) all.push(fitting.has(it) ? it : await withAlternatives(model, it, pause));
  return recommendationPage(model, placed, all, needs);
}

function withoutModel(kind: PageKind, title: string, why: string): PageReport {
  return { kind, title, lead: [], warnings: [why], sections: [] };
}

/** Between devices other messages are answered, and a cancel is heard. */
function pauseFor(token: CancellationToken): Pause {
  return async () => {
    await new Promise((resume) => setImmediate(resume));
    if (token.isCancellationRequested) throw new Cancelled();
  };
}
