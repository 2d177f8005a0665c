import { allPrecedents } from "./all-precedents.ts";
import { kinship } from "./network-family.ts";
import { type CompressionMethod, type Precedent } from "./precedent.ts";
import { isOnDevice } from "./search-precedents.ts";

/** What the user has in hand. */
export interface PrecedentContext {
  /** Id of the catalogue. */
  readonly device?: string;
  /** Name of the network or of the model's file. */
  readonly network?: string;
  /** What is advised or planned; only deployments that did one of them count. */
  readonly methods?: readonly CompressionMethod[];
}

/**
 * What others did in a like case: deployments of a network of the same family or on the same device, the most alike
 * first. Nothing, when neither is known.
 */
export function precedentsFor({ device, network, methods }: PrecedentContext): readonly Precedent[] {
  return allPrecedents
    .filter((it) => methods === undefined || it.methods.some((method) => methods.includes(method)))
    .map((precedent) => ({ precedent, score: likeness(precedent, device, network) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ precedent }) => precedent);
}

/** The same family counts as much as the same device, its very member more. */
function likeness(precedent: Precedent, device: string | undefined, network: string | undefined): number {
  const names = precedent.networks ?? [precedent.network];
  const kin = network === undefined ? 0 : Math.max(...names.map((it) => kinship(it, network)));
  const isThere = device !== undefined && isOnDevice(precedent, device);
  return 2 * Number(isThere) + (kin === 0 ? 0 : kin + 1);
}
