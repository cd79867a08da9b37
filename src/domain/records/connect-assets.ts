import { repositoryId } from '../ids.ts';
import type { Asset } from './asset.ts';
import type { Award } from './award.ts';
import type { Project } from './project.ts';
import type { CatalogueRecord } from './record.ts';
import { isFound, type TermContext } from './record-terms.ts';
import type { Repository } from './repository.ts';

/** Finds what other records say of an asset: its repository's facts, the projects and awards behind it. */
export function connectAssets(records: readonly CatalogueRecord[]): (asset: Asset) => TermContext {
  const assets = new Map<string, Asset>();
  const awards = new Map<string, Award>();
  const projects = new Map<string, Project>();
  const repositories = new Map<string, Repository>();
  const makers = new Map<string, Project[]>();
  for (const { kind, document } of records) {
    if (kind === 'asset') assets.set(document.id, document);
    if (kind === 'award') awards.set(document.id, document);
    if (kind === 'repository') repositories.set(document.id, document);
    if (kind === 'project') projects.set(document.id, document);
  }
  for (const project of projects.values()) {
    for (const { asset } of project.outputs.filter(isFound)) {
      makers.set(asset, [...(makers.get(asset) ?? []), project]);
    }
  }

  return (asset) => {
    const mainRepository = assets.get(asset.mainRepository ?? '');
    const repository = asset.repository ?? mainRepository?.repository;
    const funding = asset.funding.filter(isFound);
    const paying = new Set([
      ...(makers.get(asset.id) ?? []),
      ...funding.flatMap(({ project }) => projects.get(project ?? '') ?? []),
    ]);
    const awardIds = new Set([
      ...funding.flatMap(({ award }) => award ?? []),
      ...[...paying].flatMap((project) => project.awards),
    ]);
    return {
      mainRepository,
      repository: repository === undefined ? undefined : repositories.get(repositoryId(repository)),
      projects: [...paying],
      awards: [...awardIds].flatMap((id) => awards.get(id) ?? []),
    };
  };
}
