import type { RecordKind } from '../ids.ts';
import type { CatalogueRecord } from '../records/record.ts';
import { isStatedBy } from './apply-correction.ts';
import { areRelated } from './are-related.ts';
import type { Decision } from './decision.ts';

/** Whether the files say by themselves what was decided, so that the decision has done its work. */
export function isStatedByFiles(
  decision: Decision,
  findInFiles: (kind: RecordKind, id: string) => CatalogueRecord | undefined,
): boolean {
  if (decision.type === 'correction') {
    const record = findInFiles(decision.kind, decision.record);
    return record !== undefined && isStatedBy(record, decision);
  }
  const asset = findInFiles('asset', decision.asset);
  if (decision.type === 'withdrawal') return asset === undefined;
  if (asset?.kind !== 'asset') return false;
  if (decision.type === 'merge') {
    const isGone = findInFiles('asset', decision.merged) === undefined;
    const names = [decision.merged, ...(decision.aliases ?? [])];
    return isGone && names.every((name) => asset.document.aliases.includes(name));
  }
  if (decision.type === 'adoption') {
    const { organisation } = decision.adoption;
    return asset.document.adoption.some((one) => one.organisation === organisation);
  }
  const { asset: id, repository } = decision.relation;
  return areRelated(asset.document, {
    ...(id !== undefined && { id }),
    ...(repository !== undefined && { repository }),
  });
}
