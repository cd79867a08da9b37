import { join } from 'node:path';
import { z } from 'zod';
import { Basis } from '../../domain/evidence.ts';
import { RecordId } from '../../domain/ids.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { readCsvRows } from './csv-table.ts';
import type { FileRecord } from './file-record.ts';
import type { FurtherClaim } from './read-award-register.ts';

/** A row of the table we keep of what awards of the register paid for; `award` is the id of its project. */
const AwardOutputRow = z.looseObject({
  award: RecordId,
  asset: RecordId,
  basis: Basis,
  source: z.union([RecordId, z.literal('')]),
  how: z.string(),
});

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

/** Outputs of the register's projects, which have no file of their own to state them in. */
export async function joinAwardOutputs(records: readonly FileRecord[], folder: string): Promise<FileFault[]> {
  const file = join(folder, 'awards/award-outputs.csv');
  const { rows, faults } = await readCsvRows(file, AwardOutputRow);
  const projects = new Map(
    records.flatMap((record) => (record.kind === 'project' ? [[record.document.id, record] as const] : [])),
  );
  const known = new Set(records.flatMap((record) => (record.kind === 'asset' ? [record.document.id] : [])));
  for (const { line, row } of rows) {
    const project = projects.get(row.award);
    if (project === undefined) {
      const message = `"${row.award}" is no award of the register`;
      faults.push({ file, line, field: 'award', message });
    } else if (!known.has(row.asset)) {
      faults.push({ file, line, field: 'asset', message: `there is no asset "${row.asset}"` });
    } else {
      project.document.outputs.push({
        asset: row.asset,
        basis: row.basis,
        ...(row.source !== '' && { source: row.source }),
        ...(row.how !== '' && { how: row.how }),
      });
    }
  }
  return faults;
}
