import { join } from 'node:path';
import type { z } from 'zod';
import {
  FormerLabelRow,
  GovUkServiceRow,
  GovUkSlugRow,
  ServiceRow,
  UnlistedServiceRow,
} from '../../domain/registers/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { readCsvRows } from './csv-table.ts';
import { type FileRecord, toFileRecord } from './file-record.ts';

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** Former labels once each, without the label itself: spellings that differ in capitals or spaces alone are one. */
function distinctLabels(labels: readonly string[], current: string): string[] {
  const found = new Map<string, string>();
  for (const label of labels.map(tidy)) {
    if (!found.has(label.toLowerCase())) found.set(label.toLowerCase(), label);
  }
  found.delete(current.toLowerCase());
  return [...found.values()];
}

function byService<Row>(rows: readonly { row: Row }[], key: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const { row } of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row]);
  return found;
}

/**
 * The services of the Local Government Service List with what they were called before and what GOV.UK calls them, from the tables in
 * `folder` (seeds/registers). A number that the list lacks is a fault unless not-in-list.csv says why.
 */
export async function readServices(folder: string): Promise<{ records: FileRecord[]; faults: FileFault[] }> {
  function read<Schema extends z.ZodObject>(name: string, schema: Schema) {
    return readCsvRows(join(folder, 'services', name), schema);
  }
  const file = join(folder, 'services/services.csv');
  const list = await read('services.csv', ServiceRow);
  const formerLabels = await read('former-labels.csv', FormerLabelRow);
  const plainNames = await read('govuk-plain-names.csv', GovUkServiceRow);
  const slugs = await read('govuk-slugs.csv', GovUkSlugRow);
  const unlisted = await read('not-in-list.csv', UnlistedServiceRow);
  const faults = [list, formerLabels, plainNames, slugs, unlisted].flatMap((table) => table.faults);

  const known = new Set([
    ...list.rows.map(({ row }) => row.Identifier),
    ...unlisted.rows.map(({ row }) => row.lgsl),
  ]);
  const named = [
    ...formerLabels.rows.map(({ line, row }) => ({
      name: 'former-labels.csv',
      field: 'lgsl',
      line,
      lgsl: row.lgsl,
    })),
    ...plainNames.rows.map(({ line, row }) => ({
      name: 'govuk-plain-names.csv',
      field: 'LGSL',
      line,
      lgsl: row.LGSL,
    })),
    ...slugs.rows.map(({ line, row }) => ({ name: 'govuk-slugs.csv', field: 'lgsl', line, lgsl: row.lgsl })),
  ];
  for (const { name, field, line, lgsl } of named.filter(({ lgsl }) => !known.has(lgsl))) {
    const message = `"${lgsl}" is neither in services.csv nor in not-in-list.csv`;
    faults.push({ file: join(folder, 'services', name), line, field, message });
  }

  const labelsOf = byService(formerLabels.rows, (row) => row.lgsl);
  const plainNameOf = byService(plainNames.rows, (row) => row.LGSL);
  const slugOf = byService(slugs.rows, (row) => row.lgsl);
  const records: FileRecord[] = [];
  for (const { line, row } of list.rows) {
    const id = row.Identifier;
    const title = tidy(row.Label);
    const plain = plainNameOf.get(id)?.[0];
    const slug = slugOf.get(id)?.[0]?.govuk_service_slug;
    const labels = (labelsOf.get(id) ?? []).map((label) => label.former_or_alternative_label);
    const service = toFileRecord(
      'service',
      {
        id,
        lgsl: Number(id),
        title,
        status: row.Status === 'Live' ? 'live' : 'discontinued',
        formerLabels: distinctLabels(labels, title),
        plainName: plain === undefined ? undefined : tidy(plain.Description),
        govUkSlug: slug,
        providingTier: plain?.['Providing Tier'],
        sources: [
          'service-list',
          ...(plain === undefined ? [] : ['govuk-local-services']),
          ...(slug === undefined ? [] : ['govuk-local-links']),
        ],
      },
      { file, line },
    );
    records.push(...service.records);
    faults.push(...service.faults);
  }
  return { records, faults };
}
