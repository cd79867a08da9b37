// npm run -s corrections:export [-- --write]   Prints what was decided besides the files (corrections, withdrawals, merges, accepted proposals) as changes to them, for "git apply"; --write makes them.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { editYamlText } from '../src/adapters/catalogue-files/edit-yaml-text.ts';
import { unifiedDiff } from '../src/adapters/catalogue-files/unified-diff.ts';
import { readConfig } from '../src/config.ts';
import { openFiles } from '../src/services/open-files.ts';
import { openStore } from '../src/services/open-stores.ts';
import { exportDecisions } from '../src/use-cases/export-decisions.ts';

function readArguments() {
  try {
    return parseArgs({ options: { write: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

const { write } = readArguments();
const config = readConfig();
const store = await openStore(config);
try {
  const changes = await exportDecisions({ store, files: await openFiles(config) });
  for (const { file, record, fields, reasons } of changes) {
    for (const reason of reasons) console.log(`# ${record}: ${reason.replaceAll('\n', ' ')}`);
    if (!file.startsWith('catalogue/') || !file.endsWith('.yaml')) {
      const stated = fields === undefined ? 'is to go' : JSON.stringify(fields);
      console.error(`${file} is made from what others publish: ${record} ${stated}`);
      continue;
    }
    const path = join(dirname(config.CATALOGUE_DIR), file);
    const before = await readFile(path, 'utf8');
    const after = fields === undefined ? undefined : editYamlText(before, fields);
    if (!write) process.stdout.write(unifiedDiff(file, before, after));
    else if (after === undefined) await rm(path);
    else await writeFile(path, after);
  }
  const what = changes.length === 1 ? '1 file' : `${changes.length} files`;
  console.error(write ? `Changed ${what}: npm run catalogue:check` : `${what} to change`);
} finally {
  await store.close();
}
