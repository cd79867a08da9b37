import type { Leases } from '../ports/leases.ts';
import {
  type ImportDependencies,
  type ImportOptions,
  type ImportReport,
  importCatalogue,
} from './import-catalogue.ts';
import { inImportTurn } from './in-import-turn.ts';

interface ImportingInTurn extends ImportDependencies {
  leases: Leases;
  onWait?: () => void;
}

/** Imports after whoever else imports into the same store; what that one has brought in is not brought in again. */
export async function importInTurn(
  { leases, onWait, ...dependencies }: ImportingInTurn,
  options: ImportOptions,
): Promise<ImportReport> {
  return inImportTurn(leases, () => importCatalogue(dependencies, options), { onWait });
}
