import { type ShownActor, toShownActor } from '../domain/access/shown-actor.ts';
import { Correction } from '../domain/corrections/correction.ts';
import { type ModerationVerb, verbsOf, type WaitingType } from '../domain/moderation/waiting.ts';
import { Ownership } from '../domain/registration/ownership.ts';
import { type SimilarRecord, Submission } from '../domain/registration/submission.ts';
import { Interest } from '../domain/reuse/interest.ts';
import { OwnerMessage } from '../domain/reuse/owner-message.ts';
import { ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Proposal } from '../ports/enrichment-store.ts';
import type { Entry } from '../ports/entry-store.ts';
import { type ChangedField, changedFields } from './changed-fields.ts';
import type { Waiting } from './list-waiting.ts';
import type { Directory } from './open-directory.ts';

export interface DescribingWaiting {
  store: Pick<CatalogueStore, 'find' | 'readMany'>;
  directory: Pick<Directory, 'organisation' | 'service'>;
}

/** What waits, with what it takes to decide: who asks, since when, why, what changes and what is alike. */
export interface DescribedWaiting {
  id: string;
  type: WaitingType;
  title: string;
  /** Id of the record, or of the service, that it is about. */
  subject: string;
  state: string;
  at: string;
  ageDays: number;
  actor: ShownActor;
  similar: SimilarRecord[];
  reasons: string[];
  changes?: ChangedField[];
  actions: readonly ModerationVerb[];
}

type Told = Pick<DescribedWaiting, 'title' | 'subject' | 'actor' | 'reasons'> &
  Partial<Pick<DescribedWaiting, 'similar' | 'changes'>>;

const dayMs = 24 * 3_600_000;

export async function describeWaiting(
  describing: DescribingWaiting,
  waiting: Waiting,
  now: Date,
): Promise<DescribedWaiting> {
  const { id, type, at, entry, proposal } = waiting;
  const told =
    entry === undefined ? await ofProposal(describing, proposal) : await ofEntry(describing, entry);
  return {
    ...{ id, type, state: entry?.state ?? proposal?.state ?? '', at },
    ageDays: Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / dayMs)),
    similar: [],
    ...told,
    actions: verbsOf[type],
  };
}

async function ofEntry(describing: DescribingWaiting, entry: Entry): Promise<Told> {
  const { directory } = describing;
  const nameOf = (id: string) => directory.organisation(id)?.title ?? id;
  switch (entry.kind) {
    case 'submission':
      return ofSubmission(describing, Submission.parse(entry.document));
    case 'correction': {
      const { record, title, field, value, before, reason, evidence, statedBy } = Correction.parse(
        entry.document,
      );
      const changes = [{ field, before, after: value }];
      const reasons = [reason, ...(evidence === undefined ? [] : [`evidence: ${evidence}`])];
      return { title, subject: record, actor: toShownActor(statedBy), reasons, changes };
    }
    case 'ownership': {
      const { asset, title, organisation, note, claimedBy } = Ownership.parse(entry.document);
      const reasons = [
        `${nameOf(organisation)} says that it looks after it`,
        ...(note === undefined ? [] : [note]),
      ];
      return { title, subject: asset, actor: toShownActor(claimedBy), reasons };
    }
    case 'reuse': {
      const { asset, organisation, use, since, evidence, statedBy } = ReuseStatement.parse(entry.document);
      const said = `${nameOf(organisation)}: ${use}${since === undefined ? '' : ` since ${since}`}`;
      const reasons = [said, ...(evidence === undefined ? [] : [`evidence: ${evidence}`])];
      return { ...(await named(describing, asset)), actor: toShownActor(statedBy), reasons };
    }
    case 'interest': {
      const { asset, service, organisation, note, statedBy } = Interest.parse(entry.document);
      const reasons = [
        `${nameOf(organisation)} would like to have this`,
        ...(note === undefined ? [] : [note]),
      ];
      const about =
        asset === undefined
          ? { title: directory.service(service ?? '')?.title ?? service ?? '', subject: service ?? '' }
          : await named(describing, asset);
      return { ...about, actor: toShownActor(statedBy), reasons };
    }
    default: {
      const { asset, text, organisation, sentBy } = OwnerMessage.parse(entry.document);
      const reasons = [...(organisation === undefined ? [] : [`from ${nameOf(organisation)}`]), text];
      return { ...(await named(describing, asset)), actor: toShownActor(sentBy), reasons };
    }
  }
}

async function ofSubmission(
  { store, directory }: DescribingWaiting,
  { asset, missing, similar, submittedBy, wasPublished, history }: Submission,
): Promise<Told> {
  const [published] = wasPublished ? await store.readMany('asset', [asset.id]) : [];
  const lead = asset.lead && directory.organisation(asset.lead.organisation)?.title;
  const last = history.findLast(({ to }) => to === 'pending');
  const reasons = [
    ...(asset.repository === undefined
      ? [`it is at ${asset.address ?? 'no address'}`]
      : [`the repository ${asset.repository}`]),
    ...(lead === undefined ? [] : [`of ${lead}`]),
    missing.length === 0 ? 'nothing is missing' : `missing: ${missing.join(', ')}`,
    ...(similar.length === 0 ? ['nothing similar is known'] : []),
    ...(last?.reason === undefined ? [] : [last.reason]),
  ];
  return {
    ...{ title: asset.title, subject: asset.id, reasons, similar },
    actor: toShownActor(last?.actor ?? submittedBy),
    ...(published !== undefined && { changes: changedFields(published.document, asset) }),
  };
}

async function ofProposal(describing: DescribingWaiting, proposal: Proposal): Promise<Told> {
  const { type, subject, object, relation, reasons } = proposal;
  const words = {
    variant: `${relation ?? 'variant'} of`,
    reuse: 'used by',
    merge: 'the same as',
    repository: '',
  };
  const what = type === 'repository' ? 'a repository that is not listed' : `${words[type]} ${object ?? ''}`;
  const about = type === 'repository' ? { title: subject, subject } : await named(describing, subject);
  return { ...about, actor: { role: 'system' }, reasons: [what, ...reasons] };
}

async function named(
  { store }: DescribingWaiting,
  asset: string,
): Promise<{ title: string; subject: string }> {
  const record = await store.find('asset', asset);
  return { title: record?.document.title ?? asset, subject: record?.id ?? asset };
}
