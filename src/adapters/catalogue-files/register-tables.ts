import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RegisterTables } from '../../ports/register-tables.ts';
import { formatCsv, readCsv } from './csv-table.ts';

/** The tables in `folder` (seeds/registers). */
export function openRegisterTables(folder: string): RegisterTables {
  return {
    async read(file) {
      const path = join(folder, file);
      return existsSync(path) ? readCsv(path) : { table: { columns: [], rows: [] }, faults: [] };
    },
    readEdition: readCsv,
    async write(file, table) {
      const path = join(folder, file);
      const beside = `${path}.${process.pid}.new`;
      await mkdir(dirname(path), { recursive: true });
      try {
        await writeFile(beside, formatCsv(table));
        await rename(beside, path);
      } finally {
        await rm(beside, { force: true });
      }
    },
  };
}
