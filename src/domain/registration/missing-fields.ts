import { madeSummary } from '../enrichment/draft-asset.ts';
import type { Submission } from './submission.ts';

/** What would help others judge it and is not there, most useful first; by the names that a registration uses. */
export function missingFields({ asset, contact }: Pick<Submission, 'asset' | 'contact'>): string[] {
  const { repository } = asset;
  const isThere: Record<string, boolean> = {
    summary: repository === undefined || asset.summary !== madeSummary(repository),
    organisation: asset.lead !== undefined,
    services: asset.services.length > 0,
    licence: asset.licence !== undefined && asset.licence.status !== 'unknown',
    maturity: asset.maturity !== undefined,
    title: asset.title !== repository?.split('/')[1],
    contact: contact !== undefined,
  };
  return Object.entries(isThere).flatMap(([field, there]) => (there ? [] : [field]));
}
