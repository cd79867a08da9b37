import type { Asset } from '../domain/records/asset.ts';
import { connectAssets } from '../domain/records/connect-assets.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import { linksOf } from '../domain/records/record-links.ts';
import { termsOf } from '../domain/records/record-terms.ts';
import { toRepositorySource } from '../domain/records/repository.ts';
import { registrationsSource } from '../domain/registration/registrations-source.ts';
import { type Submission, SubmissionState } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { Entry, EntryAction, EntryWrite } from '../ports/entry-store.ts';
import type { RecordStore, RecordWrite } from '../ports/record-store.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

interface Publishing {
  store: Pick<RecordStore, 'find' | 'readMany' | 'linksTo'>;
}

/**
 * What to write so that the working copy is the published record. `entry` is the submission as stored, with the document that is to be
 * published (which may be a newer one than is stored); revision 0 for one that is not stored yet. Writes nothing. Errors: CatalogueError
 * 'conflict' where its state does not allow it.
 */
export async function planPublishing(
  { store }: Publishing,
  entry: Pick<Entry<Submission>, 'id' | 'revision' | 'state' | 'document'>,
  { at, actor, reason, action }: { at: string; actor: string; reason?: string; action?: EntryAction },
): Promise<{ put: RecordWrite[]; entries: EntryWrite[] }> {
  const from = SubmissionState.parse(entry.state);
  const stays = from === 'published' || entry.revision === 0;
  const submission: Submission = stays
    ? { ...entry.document, wasPublished: true }
    : stepTo(entry.document, from, { to: 'published', at, actor, ...(reason !== undefined && { reason }) });
  const done = action ?? actionFrom(from, entry.revision);
  return {
    put: [...(await planSources(store, submission.asset)), await planRecord(store, submission.asset)],
    entries: [toSubmissionWrite(submission, { state: 'published', action: done, basedOn: entry.revision })],
  };
}

function actionFrom(from: SubmissionState, revision: number): EntryAction {
  if (revision === 0) return 'submitted';
  if (from === 'published') return 'changed';
  return from === 'withdrawn' ? 'restored' : 'approved';
}

async function planRecord(store: Publishing['store'], asset: Asset): Promise<RecordWrite> {
  const [stored] = await store.readMany('asset', [asset.id]);
  const record: CatalogueRecord = { kind: 'asset', document: asset };
  const contextOf = connectAssets([record, ...(await readAround(store, asset))]);
  return {
    record,
    origin: 'registered',
    links: linksOf(record),
    terms: termsOf(record, contextOf(asset)),
    aliases: asset.aliases,
    basedOn: stored?.revision ?? 0,
  };
}

/** What the terms of one asset come from besides itself: its repository's facts, its main repository, the projects and awards behind it. */
async function readAround(store: Publishing['store'], asset: Asset): Promise<CatalogueRecord[]> {
  const pointing = await store.linksTo({ kind: 'asset', id: asset.id });
  const projects = await store.readMany('project', [
    ...new Set([
      ...pointing.flatMap(({ kind, id }) => (kind === 'project' ? [id] : [])),
      ...asset.funding.flatMap(({ project }) => project ?? []),
    ]),
  ]);
  const awards = await store.readMany('award', [
    ...new Set([
      ...asset.funding.flatMap(({ award }) => award ?? []),
      ...projects.flatMap(({ document }) => document.awards),
    ]),
  ]);
  const main = asset.mainRepository === undefined ? [] : [asset.mainRepository];
  const mains = await store.readMany('asset', main);
  const repositories = await store.readMany('repository', [asset.id, ...main]);
  return [...projects, ...awards, ...mains, ...repositories]
    .filter(({ state }) => state === 'published')
    .map(({ kind, document }) => ({ kind, document }) as CatalogueRecord);
}

/** The sources it cites that the catalogue does not have yet. */
async function planSources(store: Publishing['store'], asset: Asset): Promise<RecordWrite[]> {
  const wanted = [
    registrationsSource,
    ...(asset.repository === undefined ? [] : [toRepositorySource(asset.repository)]),
  ].filter(({ id }) => asset.sources.some(({ source }) => source === id));
  const held = await store.readMany(
    'source',
    wanted.map(({ id }) => id),
  );
  const known = new Set(held.map(({ id }) => id));
  return wanted
    .filter(({ id }) => !known.has(id))
    .map((document) => {
      const record: CatalogueRecord = { kind: 'source', document };
      return { record, origin: 'registered', links: [], terms: termsOf(record), aliases: [] };
    });
}
