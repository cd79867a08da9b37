import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { RecordId } from '../../domain/ids.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { lineAt, parseYaml, toFileFaults } from './yaml-documents.ts';

const Accounts = z.array(
  z.strictObject({
    organisation: RecordId,
    accounts: z.array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'the name of an account')).min(1),
  }),
);

export interface CouncilAccounts {
  /** Accounts on GitHub by the id of the council; one account may belong to several councils. */
  accounts: ReadonlyMap<string, readonly string[]>;
  faults: FileFault[];
}

/** The accounts that councils publish code under. Councils come from a register, which does not hold them. */
export async function readCouncilAccounts(file: string): Promise<CouncilAccounts> {
  const text = await readFile(file, 'utf8');
  const parsed = parseYaml(text, file);
  if (parsed.fault !== undefined) return { accounts: new Map(), faults: [parsed.fault] };
  const checked = Accounts.safeParse(parsed.value ?? []);
  if (!checked.success) return { accounts: new Map(), faults: toFileFaults(checked.error, text, file) };

  const accounts = new Map<string, readonly string[]>();
  const faults: FileFault[] = [];
  for (const [index, row] of checked.data.entries()) {
    if (accounts.has(row.organisation)) {
      const line = lineAt(text, [index, 'organisation']);
      faults.push({
        file,
        ...(line !== undefined && { line }),
        field: 'organisation',
        message: `"${row.organisation}" stands twice`,
      });
    }
    accounts.set(row.organisation, row.accounts);
  }
  return { accounts, faults };
}
