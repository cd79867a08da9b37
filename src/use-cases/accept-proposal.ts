import type { Decision } from '../domain/decisions/decision.ts';
import { CatalogueError } from '../domain/errors.ts';
import { RepositoryName } from '../domain/ids.ts';
import type { EnrichmentStore, Proposal } from '../ports/enrichment-store.ts';
import type { KeptWrite } from '../ports/entry-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { keepDecisions } from './keep-decisions.ts';

interface DecidingProposals {
  records: RecordStore;
  enrichment: Pick<EnrichmentStore, 'proposals' | 'decide'>;
  now: () => Date;
}

/**
 * Makes a proposal true: the relation or the reuse is shown from now on, as observed, and imports keep it. The caller holds the import's
 * lease. Accepting it again does nothing. Errors: CatalogueError 'not-found', 'conflict' (it was rejected, or is
 * for a file to say), 'stale'.
 */
export async function acceptProposal(
  { records, enrichment, now }: DecidingProposals,
  key: string,
  actor: string,
  kept: readonly KeptWrite[] = [],
): Promise<{ proposal: Proposal; decision?: Decision }> {
  const proposal = await findProposal(enrichment, key);
  if (proposal.state === 'rejected') {
    throw new CatalogueError('conflict', `${key} was rejected, and stays so`);
  }
  if (proposal.type === 'repository') {
    const [account] = proposal.subject.split('/');
    const command = `npm run discover -- --org ${account} --accept ${proposal.subject} --write`;
    throw new CatalogueError('conflict', `A repository is added by its file: ${command}`);
  }
  const decision = toDecision(proposal);
  if (decision !== undefined) await keepDecisions({ store: records, now }, [decision], actor);
  const decided = await enrichment.decide(key, 'accepted', now().toISOString(), { by: actor, kept });
  return { proposal: decided ?? proposal, ...(decision && { decision }) };
}

/** It never comes back. Errors: CatalogueError 'not-found', 'conflict' (it was accepted). */
export async function rejectProposal(
  { enrichment, now }: Pick<DecidingProposals, 'enrichment' | 'now'>,
  key: string,
  why: string,
  by?: string,
  kept: readonly KeptWrite[] = [],
): Promise<Proposal> {
  const proposal = await findProposal(enrichment, key);
  if (proposal.state === 'accepted') {
    throw new CatalogueError('conflict', `${key} was accepted, and the catalogue says so by now`);
  }
  const said = { why, ...(by !== undefined && { by }), kept };
  return (await enrichment.decide(key, 'rejected', now().toISOString(), said)) ?? proposal;
}

async function findProposal(enrichment: Pick<EnrichmentStore, 'proposals'>, key: string): Promise<Proposal> {
  const proposal = (await enrichment.proposals()).find((one) => one.key === key);
  if (proposal === undefined) {
    throw new CatalogueError('not-found', `There is no proposal "${key}"; "list" shows those that are open`);
  }
  return proposal;
}

/** What the catalogue is to say. */
export function toDecision({
  type,
  subject,
  object = '',
  relation,
  reasons,
}: Proposal): Decision | undefined {
  const how = reasons.join('; ');
  if (type === 'reuse') return { type: 'adoption', asset: subject, adoption: { organisation: object, how } };
  if (type !== 'variant') return undefined;
  const variant = relation === 'fork' || relation === 'copy' ? relation : 'variant';
  const other = RepositoryName.safeParse(object).success ? { repository: object } : { asset: object };
  return {
    type: 'relation',
    asset: subject,
    relation: { type: 'variantOf', ...other, variant, how, basis: 'observed' },
  };
}
