import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openRegisterTables } from '../src/adapters/catalogue-files/register-tables.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import { registers } from '../src/domain/registers/registers.ts';
import { type RegisterUpdate, updateRegister } from '../src/use-cases/update-register.ts';

const shownAtMost = 20;

function printList(title: string, lines: string[], all: boolean): void {
  if (lines.length === 0) return;
  console.log(`${title}: ${lines.length}`);
  const shown = all ? lines : lines.slice(0, shownAtMost);
  for (const line of shown) console.log(`  ${line}`);
  if (shown.length < lines.length)
    console.log(`  … and ${lines.length - shown.length} more (--all shows them)`);
}

function printUpdate(update: RegisterUpdate, all: boolean): void {
  printList('Columns added', update.columnsAdded, all);
  printList('Columns gone', update.columnsGone, all);
  printList('Rows added', update.added, all);
  printList(
    'Rows changed',
    update.changed.map(({ key, columns }) => `${key}: ${columns.join(', ')}`),
    all,
  );
  printList('Rows removed', update.removed, all);
  printList('Columns left out (sentences of others)', update.leftOut.columns, all);
  if (update.leftOut.notes > 0) console.log(`Notes left out (whole sentences): ${update.leftOut.notes}`);
  printList('Warnings', update.warnings, all);
  console.log(`${update.register}: ${update.rows} rows, ${update.unchanged} unchanged`);
}

const usage = `Use: npm run seeds:update -- <register> FILE [--write] [--all]
Registers: ${Object.keys(registers).join(', ')}`;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      folder: { type: 'string', default: fileURLToPath(new URL('../../seeds/registers', import.meta.url)) },
    },
  });
  const [register, edition] = positionals;
  if (register === undefined || edition === undefined || positionals.length > 2) {
    throw new TypeError('name a register and a file');
  }
  return { ...values, register, edition };
}

async function run({
  folder,
  register,
  edition,
  write,
  all,
}: ReturnType<typeof readArguments>): Promise<number> {
  const update = await updateRegister(openRegisterTables(folder), { register, edition, write });
  if (update.faults.length > 0) {
    for (const { file, line, field, message } of update.faults) {
      console.error(
        [file, line, field]
          .filter((part) => part !== undefined)
          .join(':')
          .concat(`: ${message}`),
      );
    }
    console.error(`Faults: ${update.faults.length}; nothing was changed`);
    return 1;
  }
  printUpdate(update, all);
  if (update.written) console.log(`Written to ${registers[register]?.file}`);
  else if (write) console.log('Nothing to write');
  else console.log('Nothing was written; add --write to replace the table');
  return 0;
}

/** Undefined, with the reason and the usage printed, where the arguments are wrong: parseArgs tells of those by a TypeError. */
function tryArguments(): ReturnType<typeof readArguments> | undefined {
  try {
    return readArguments();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n${usage}`);
    return undefined;
  }
}

const given = tryArguments();
try {
  process.exitCode = given === undefined ? 2 : await run(given);
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 1;
}
