import { type ShownActor, toShownActor } from '../domain/access/shown-actor.ts';
import { verbsOf, type WaitingType } from '../domain/moderation/waiting.ts';
import type { Asset } from '../domain/records/asset.ts';
import { Submission } from '../domain/registration/submission.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore, Proposal } from '../ports/enrichment-store.ts';
import type { Entry } from '../ports/entry-store.ts';
import { type DescribedWaiting, describeWaiting } from './describe-waiting.ts';
import { type FoundWaiting, findWaiting } from './find-waiting.ts';
import type { Directory } from './open-directory.ts';
import { canUndo } from './undo-decision.ts';

interface DescribingDecisions {
  store: CatalogueStore;
  enrichment: EnrichmentStore;
  directory: Directory;
  now: () => Date;
}

/** What was done with something that waits or waited. */
export interface DecisionStep {
  at: string;
  actor: ShownActor;
  action: string;
  reason?: string;
}

/** Something to decide, or that was decided, with all that it takes to do so. */
export interface DescribedDecision extends Omit<DescribedWaiting, 'type'> {
  type: WaitingType | 'asset';
  /** Nobody has decided yet. */
  waits: boolean;
  canUndo: boolean;
  /** Of what was sent, for telling whether it was changed since; absent for proposals and records. */
  revision?: number;
  /** The path of the public record that it is about, where there is one. */
  href?: string;
  /** What was sent, field by field, as it is stored. */
  sent: { field: string; value: unknown }[];
  history: DecisionStep[];
  /** What else people said of the same record, newest first. */
  earlier: { id: string; field: string; state: string; at: string; reason: string }[];
  /** The assets to look at side by side, the one in question first. */
  alike: Asset[];
}

const waitingStates: ReadonlySet<string> = new Set(['pending', 'claimed', 'open', 'changes-requested']);
/** What tells how something is kept, and not what it is. */
const unshown: ReadonlySet<string> = new Set([
  ...['id', 'token', 'history', 'statedBy', 'statedAt', 'sentBy', 'sentAt', 'claimedBy', 'claimedAt'],
  ...['contact', 'replyTo', 'disputes', 'publicFrom', 'until', 'confirmedBy', 'confirmedAt', 'remindedAt'],
  ...['kind', 'record', 'title', 'before', 'statedFor', 'claims', 'sources', 'checked'],
]);
const mostAlike = 4;

/** Errors: CatalogueError 'not-found'. */
export async function describeDecision(
  describing: DescribingDecisions,
  id: string,
): Promise<DescribedDecision> {
  const found = await findWaiting(describing, id);
  const told = await tell(describing, found);
  const { entry, proposal } = found;
  const state = entry?.state ?? proposal?.state ?? told.state;
  const isAbout = await findPath(describing.store, found, told.subject);
  return {
    ...told,
    waits: found.type !== 'asset' && isWaiting(entry, state),
    canUndo: canUndo(found),
    ...(entry !== undefined && { revision: entry.revision }),
    ...(isAbout !== undefined && { href: isAbout }),
    sent: sentIn(entry, proposal),
    history: entry === undefined ? ofProposal(proposal) : await readHistory(describing.store, entry),
    earlier: await readEarlier(describing.store, found),
    alike: await readAlike(
      describing.store,
      found,
      told.similar.map((one) => one.id),
    ),
  };
}

function isWaiting(entry: Entry | undefined, state: string): boolean {
  // A statement of use that is claimed has been approved; a claim to look after an asset has not.
  return waitingStates.has(state) && !(entry?.kind === 'reuse' && state === 'claimed');
}

type Told = Omit<DescribedWaiting, 'type'> & { type: WaitingType | 'asset' };

async function tell(describing: DescribingDecisions, found: FoundWaiting): Promise<Told> {
  if (!('record' in found)) return describeWaiting(describing, found, describing.now());
  const { id, record } = found;
  return {
    ...{ id, title: record.document.title, subject: record.id, state: record.state, at: record.updatedAt },
    ...{ type: 'asset' as const, ageDays: 0, actor: { role: 'system' as const }, similar: [], reasons: [] },
    actions: record.state === 'published' ? verbsOf.asset : [],
  };
}

async function findPath(
  store: CatalogueStore,
  { entry, type }: FoundWaiting,
  subject: string,
): Promise<string | undefined> {
  const document = (entry?.document ?? {}) as { kind?: string; service?: string };
  if (type === 'interest' && document.service !== undefined) return `/services/${document.service}`;
  const kind = type === 'correction' ? (document.kind as 'asset' | 'project' | 'award' | 'fund') : 'asset';
  const record = await store.find(kind, subject);
  return record?.state === 'published' ? `/${kind}s/${record.id}` : undefined;
}

function sentIn(entry: Entry | undefined, proposal: Proposal | undefined): DescribedDecision['sent'] {
  if (proposal !== undefined) {
    const { subject, object, relation } = proposal;
    return toFields({ type: proposal.type, subject, relation, object });
  }
  if (entry === undefined) return [];
  const isSubmission = entry.kind === 'submission';
  return toFields(isSubmission ? Submission.parse(entry.document).asset : (entry.document as object));
}

function toFields(document: object): DescribedDecision['sent'] {
  return Object.entries(document)
    .filter(([field, value]) => !unshown.has(field) && value !== undefined && value !== null)
    .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([field, value]) => ({ field, value }));
}

async function readHistory(store: CatalogueStore, entry: Entry): Promise<DecisionStep[]> {
  const revisions = await store.entryRevisions(entry.kind, entry.id);
  const { history = [] } = entry.document as { history?: { at: string; reason?: string }[] };
  return revisions.map(({ action, actor, at }) => {
    const reason = history.findLast((step) => step.at === at)?.reason;
    return { at, action, actor: toShownActor(actor), ...(reason !== undefined && { reason }) };
  });
}

function ofProposal(proposal: Proposal | undefined): DecisionStep[] {
  if (proposal === undefined) return [];
  const { proposedAt, decidedAt, decidedBy, decision, state } = proposal;
  const made = { at: proposedAt, actor: { role: 'system' as const }, action: 'submitted' };
  if (decidedAt === undefined) return [made];
  const actor = toShownActor(decidedBy ?? 'system');
  const action = state === 'accepted' ? 'approved' : 'rejected';
  return [made, { at: decidedAt, actor, action, ...(decision !== undefined && { reason: decision }) }];
}

async function readEarlier(
  store: CatalogueStore,
  { entry, id }: FoundWaiting,
): Promise<DescribedDecision['earlier']> {
  if (entry?.kind !== 'correction') return [];
  const { kind, record } = entry.document as { kind: string; record: string };
  const terms = [{ name: 'record', value: `${kind} ${record}` }];
  const { entries } = await store.listEntries<{ field: string; reason: string }>({
    ...{ kind: 'correction', terms, order: 'newest', limit: 20 },
  });
  return entries
    .filter((one) => one.id !== id)
    .map(({ id: other, state, createdAt, document }) => ({
      ...{ id: other, state, at: createdAt, field: document.field, reason: document.reason },
    }));
}

async function readAlike(
  store: CatalogueStore,
  { entry, proposal }: FoundWaiting,
  similar: readonly string[],
): Promise<Asset[]> {
  const own = entry?.kind === 'submission' ? [Submission.parse(entry.document).asset] : [];
  const ids = proposal === undefined ? similar : [proposal.subject, proposal.object ?? ''];
  const wanted = ids.filter((id) => /^[a-z0-9][a-z0-9._-]*$/.test(id));
  const records = wanted.length === 0 ? [] : await store.readMany('asset', wanted);
  const all = [...own, ...records.map(({ document }) => document)];
  return all.length < 2 ? [] : all.slice(0, mostAlike);
}
