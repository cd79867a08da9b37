import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Fault, invalidInput } from '../../domain/errors.ts';
import { RecordId } from '../../domain/ids.ts';
import { Licence } from '../../domain/licence.ts';
import type { ReferenceLists } from '../../ports/reference-lists.ts';
import { readThesaurus } from './read-thesaurus.ts';

const words = z.array(z.string().min(1)).default([]);
const Theme = z.strictObject({ id: RecordId, label: z.string().min(1), alternatives: words });
const Platform = z.strictObject({ name: z.string().min(1), alternatives: words, kind: z.string().min(1) });
const Standard = z.strictObject({ name: z.string().min(1), alternatives: words });
const SpdxIds = z.array(z.string());

/** Reads `reference/` and `thesaurus/` of `seeds/` (a folder address ending in "/"). A faulty list is refused as a whole, every fault named by file, row and field. */
export async function readReferenceLists(seedsFolder: URL): Promise<ReferenceLists> {
  const folder = new URL('reference/', seedsFolder);
  const faults: Fault[] = [];
  const lists = {
    themes: await readList(folder, 'themes.yaml', Theme, (theme) => theme.id, faults),
    platforms: await readList(folder, 'platforms.yaml', Platform, (platform) => platform.name, faults),
    standards: await readList(folder, 'standards.yaml', Standard, (standard) => standard.name, faults),
    licences: await readList(folder, 'licences.yaml', Licence, (licence) => licence.id, faults),
    licenceIds: readSpdxIds(),
    thesaurus: await readThesaurus(new URL('thesaurus/', seedsFolder)),
  };
  if (faults.length > 0) throw invalidInput(faults);
  return lists;
}

async function readList<T>(
  folder: URL,
  file: string,
  row: z.ZodType<T>,
  keyOf: (row: T) => string,
  faults: Fault[],
): Promise<T[]> {
  const read = z.array(row).safeParse(parse(await readFile(new URL(file, folder), 'utf8')));
  if (!read.success) {
    for (const issue of read.error.issues) {
      faults.push({ field: `${file}: ${issue.path.join('.')}`, message: issue.message });
    }
    return [];
  }
  const keys = new Set<string>();
  for (const key of read.data.map((entry) => keyOf(entry).toLowerCase())) {
    if (keys.has(key)) faults.push({ field: `${file}: ${key}`, message: 'is listed twice' });
    keys.add(key);
  }
  return read.data;
}

function readSpdxIds(): string[] {
  const require = createRequire(import.meta.url);
  return [
    ...SpdxIds.parse(require('spdx-license-ids')),
    ...SpdxIds.parse(require('spdx-license-ids/deprecated')),
  ];
}
