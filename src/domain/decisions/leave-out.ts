import type { CatalogueRecord } from '../records/record.ts';

/** The records without these assets and what was read of their repositories, and without any mention of them in others. */
export function leaveOut(
  records: readonly CatalogueRecord[],
  withdrawn: ReadonlySet<string>,
): CatalogueRecord[] {
  if (withdrawn.size === 0) return [...records];
  return records.flatMap((record) => {
    if (record.kind === 'asset' || record.kind === 'repository') {
      if (withdrawn.has(record.document.id)) return [];
    }
    return [withoutMentions(record, withdrawn)];
  });
}

function withoutMentions(record: CatalogueRecord, withdrawn: ReadonlySet<string>): CatalogueRecord {
  if (record.kind === 'project') {
    const outputs = record.document.outputs.filter(({ asset }) => !withdrawn.has(asset));
    return outputs.length === record.document.outputs.length
      ? record
      : { kind: 'project', document: { ...record.document, outputs } };
  }
  if (record.kind !== 'asset') return record;
  const { mainRepository, ...rest } = record.document;
  const relations = rest.relations.filter(({ asset }) => asset === undefined || !withdrawn.has(asset));
  const losesMain = mainRepository !== undefined && withdrawn.has(mainRepository);
  if (relations.length === rest.relations.length && !losesMain) return record;
  const document = {
    ...rest,
    relations,
    ...(!losesMain && mainRepository !== undefined && { mainRepository }),
  };
  return { kind: 'asset', document };
}
