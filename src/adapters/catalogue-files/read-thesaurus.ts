import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Fault, invalidInput } from '../../domain/errors.ts';
import { ThesaurusGroup } from '../../domain/thesaurus/thesaurus-group.ts';
import { parseYaml, toFileFaults } from './yaml-documents.ts';

const Groups = z.array(ThesaurusGroup);

/** A catalogue of its own may do without a thesaurus. */
async function namesIn(folder: URL): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
}

/**
 * Reads every `.yaml` file of `seeds/thesaurus/` (a folder address ending in "/"), files in the order of their names. Faulty files are
 * refused together, every fault named by file, line and field. What the groups say to one another is `checkThesaurus`'s to judge.
 */
export async function readThesaurus(folder: URL): Promise<ThesaurusGroup[]> {
  const faults: Fault[] = [];
  const groups: ThesaurusGroup[] = [];
  const files = (await namesIn(folder)).filter((name) => name.endsWith('.yaml')).sort();
  for (const file of files) {
    const text = await readFile(new URL(file, folder), 'utf8');
    const yaml = parseYaml(text, file);
    if (yaml.fault) {
      faults.push({ field: [file, yaml.fault.line].join(':'), message: yaml.fault.message });
      continue;
    }
    const read = Groups.safeParse(yaml.value);
    if (read.success) groups.push(...read.data);
    else {
      for (const { line, field, message } of toFileFaults(read.error, text, file)) {
        faults.push({ field: [file, line, field].filter((part) => part !== undefined).join(':'), message });
      }
    }
  }
  if (faults.length > 0) throw invalidInput(faults);
  return groups;
}
