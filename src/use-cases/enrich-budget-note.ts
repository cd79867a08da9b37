import type { CodeHost, HostBudget, HostPause } from '../ports/code-host.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';

/** What the code host allowed when it was last asked, by the real clock, whatever time a run is recorded as of. */
export interface BudgetNote extends HostBudget {
  /** When it was noted. */
  at: string;
  pause?: HostPause;
}

/** The lease of whoever asks the code host. */
export const enrichmentJob = 'enrich';
/** Why a run could not begin. */
export const enrichmentIsBusy = 'Another process enriches this store; it does the same work.';

const budgetNote = 'enrichment.budget';

export function toBudgetNotes(budget: HostBudget, at: string, pause?: HostPause): Record<string, string> {
  return { [budgetNote]: JSON.stringify({ ...budget, at, ...(pause && { pause }) } satisfies BudgetNote) };
}

export async function readBudgetNote(
  enrichment: Pick<EnrichmentStore, 'note'>,
): Promise<BudgetNote | undefined> {
  const note = await enrichment.note(budgetNote);
  return note === undefined ? undefined : (JSON.parse(note) as BudgetNote);
}

/** Tells the host what an earlier process was allowed, as far as it still holds for these credentials. */
export async function rememberBudget(
  host: CodeHost,
  enrichment: Pick<EnrichmentStore, 'note'>,
  now: Date,
): Promise<void> {
  const noted = await readBudgetNote(enrichment);
  const { mode, authorised } = host.budget();
  if (noted === undefined || noted.mode !== mode || noted.authorised !== authorised) return;
  const { pause } = noted;
  // A host that answered nobody is simply asked again; one that asked to be left alone is left alone.
  if (pause !== undefined && pause.reason !== 'unreachable' && Date.parse(pause.until) > now.getTime()) {
    host.remember({ remaining: 0, resetsAt: pause.until });
  } else if (noted.resetsAt !== undefined && Date.parse(noted.resetsAt) > now.getTime()) {
    host.remember({ remaining: noted.remaining, resetsAt: noted.resetsAt });
  }
}
