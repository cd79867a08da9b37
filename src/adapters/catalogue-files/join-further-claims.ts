import { join } from 'node:path';
import type { FileFault } from '../../ports/catalogue-files.ts';
import type { FileRecord } from './file-record.ts';
import type { FurtherClaim } from './read-award-register.ts';

/** One grant is one record: what the register says of a curated one is a further claim, and the register's number another name of it. */
export function joinFurtherClaims(
  records: readonly FileRecord[],
  furtherClaims: readonly FurtherClaim[],
  folder: string,
): FileFault[] {
  const faults: FileFault[] = [];
  for (const { award: id, alias, claim } of furtherClaims) {
    const award = records.find((record) => record.kind === 'award' && record.document.id === id);
    if (award?.kind !== 'award') {
      const message = `"${id}" is no award of the catalogue`;
      faults.push({ file: join(folder, 'awards/joined-awards.csv'), field: 'award', message });
      continue;
    }
    award.document.claims.push(claim);
    for (const record of records) {
      if ((record.kind !== 'award' && record.kind !== 'project') || record.document.id !== id) continue;
      if (!record.document.aliases.includes(alias)) record.document.aliases.push(alias);
    }
  }
  return faults;
}
