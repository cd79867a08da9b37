import { readConfig } from '../src/config.ts';
import { CatalogueError, type Fault } from '../src/domain/errors.ts';
import { foldWords } from '../src/domain/query/query.ts';
import { checkThesaurus } from '../src/domain/thesaurus/check-thesaurus.ts';
import { openFiles } from '../src/services/open-files.ts';

function addWords(value: unknown, words: Set<string>): void {
  if (typeof value === 'string') for (const word of foldWords(value)) words.add(word);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) addWords(inner, words);
  }
}

async function run(): Promise<Fault[]> {
  const files = await openFiles(readConfig());
  const { records } = await files.read();
  const { themes, platforms, standards, licences, thesaurus: groups } = await files.readLists();
  const words = new Set<string>();
  addWords([themes, platforms, standards, licences], words);
  const services = new Set<string>();
  for (const { kind, document } of records) {
    if (kind !== 'source') addWords(document, words);
    if (kind === 'service') services.add(document.id);
  }
  const faults = checkThesaurus(groups, words, services);
  const terms = groups.reduce((sum, group) => sum + group.terms.length, 0);
  console.log(
    `${groups.length} groups, ${terms} terms; ${words.size} words in ${records.length} records; ${faults.length} faults`,
  );
  return faults;
}

let faults: readonly Fault[];
try {
  faults = await run();
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  faults = error.faults;
}
for (const { field, message } of faults) console.error(`${field}: ${message}`);
process.exitCode = faults.length > 0 ? 1 : 0;
