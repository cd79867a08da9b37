import type { Transaction } from 'kysely';
import { inChunks } from './chunks.ts';
import type { PlannedChange } from './plan-write.ts';
import { insertRows } from './run-statement.ts';
import type { Tables } from './tables.ts';

/** Five columns at most: well below what either database allows in one statement. */
const rowsPerStatement = 500;

/** Links, terms and aliases of the records whose edges differ from what is stored; the old ones are gone already. */
export async function writeEdges(trx: Transaction<Tables>, changes: readonly PlannedChange[]): Promise<void> {
  const links = new Map<string, Tables['links']>();
  const terms = new Map<string, Tables['terms']>();
  const aliases = new Map<string, Tables['aliases']>();
  for (const { kind, id, edges } of changes) {
    if (edges === undefined) continue;
    const of = `${kind} ${id}`;
    for (const link of edges.links) {
      const row = { kind, id, name: link.name, to_kind: link.kind, to_id: link.id };
      links.set(`${of} ${link.name} ${link.kind} ${link.id}`, row);
    }
    for (const { name, value } of edges.terms) terms.set(`${of} ${name} ${value}`, { kind, id, name, value });
    for (const alias of edges.aliases) {
      if (alias !== id) aliases.set(`${of} ${alias}`, { kind, id, alias });
    }
  }
  for (const rows of inChunks([...links.values()], rowsPerStatement)) {
    await insertRows(trx, 'links', rows);
  }
  for (const rows of inChunks([...terms.values()], rowsPerStatement)) {
    await insertRows(trx, 'terms', rows);
  }
  for (const rows of inChunks([...aliases.values()], rowsPerStatement)) {
    await insertRows(trx, 'aliases', rows);
  }
}
