import type { Actor } from '../domain/access/actor.ts';
import { CatalogueError, type Fault, invalidInput } from '../domain/errors.ts';
import { repositoryId } from '../domain/ids.ts';
import { comparableAddress } from '../domain/registration/comparable-address.ts';
import { Registration } from '../domain/registration/registration-body.ts';
import { readRegisteredAddress } from '../domain/registration/repository-address.ts';
import { readHeader, spreadsheetColumns, toBody } from '../domain/registration/spreadsheet-columns.ts';
import type { SimilarRecord, SubmissionState } from '../domain/registration/submission.ts';
import type { Spreadsheet } from '../ports/spreadsheet-reader.ts';
import { chooseAssetId } from './choose-asset-id.ts';
import { draftRegistration } from './draft-registration.ts';
import { type Duplicate, findDuplicate, type Registrable } from './find-duplicate.ts';
import { type PlannedRegistration, planRegistration } from './plan-registration.ts';
import { readGivenFields } from './read-given-fields.ts';
import type { Registering } from './register-asset.ts';

/** What becomes of one row. `values`: as they were understood. */
export interface ImportedRow {
  row: number;
  outcome: 'good' | 'faulty' | 'duplicate';
  values: Record<string, unknown>;
  errors: Fault[];
  existing?: Duplicate;
  /** The row of this file that is about the same. */
  sameAsRow?: number;
  id?: string;
  /** The state it will have, or has. */
  becomes?: SubmissionState;
  missing?: string[];
  similar?: SimilarRecord[];
}

export interface ImportPreview {
  rows: ImportedRow[];
  /** Headings that mean nothing here. */
  ignoredColumns: string[];
  /** What the good rows are written with. */
  planned: PlannedRegistration[];
}

/**
 * Goes through a spreadsheet row by row without writing anything; asks nobody outside. Errors: CatalogueError 'invalid' where there is no
 * column of addresses.
 */
export async function previewAssetImport(
  registering: Registering,
  { columns, rows }: Spreadsheet,
  actor: Actor,
): Promise<ImportPreview> {
  const fields = readHeader(columns);
  if (!fields.includes('url')) {
    const message = 'has no column "url" in its first row';
    throw invalidInput([{ field: 'file', message, allowed: spreadsheetColumns }]);
  }
  await registering.known.refresh();
  const taken: Taken = { rows: new Map(), ids: new Set() };
  const preview: ImportPreview = {
    rows: [],
    ignoredColumns: columns.filter((heading, at) => fields[at] === undefined && heading !== ''),
    planned: [],
  };
  for (const { row, values } of rows) {
    const body = toBody(fields, values);
    try {
      const { shown, planned } = await readRow(registering, { row, body, actor, taken });
      preview.rows.push(shown);
      if (planned) preview.planned.push(planned);
    } catch (error) {
      if (!(error instanceof CatalogueError) || error.kind !== 'invalid') throw error;
      preview.rows.push({ row, outcome: 'faulty', values: body, errors: [...error.faults] });
    }
  }
  return preview;
}

interface Taken {
  rows: Map<string, number>;
  ids: Set<string>;
}

async function readRow(
  registering: Registering,
  { row, body, actor, taken }: { row: number; body: Record<string, unknown>; actor: Actor; taken: Taken },
): Promise<{ shown: ImportedRow; planned?: PlannedRegistration }> {
  const { contact, url, draft: _, ...fields } = readBody(body);
  const wanted = readRegisteredAddress(url);
  if ('fault' in wanted) throw invalidInput([{ field: 'url', message: wanted.fault }]);
  const given = readGivenFields(registering.directory, fields);
  const frame = { row, values: body, errors: [] };
  const key = keyOf(wanted);
  const earlier = taken.rows.get(key);
  if (earlier !== undefined) return { shown: { ...frame, outcome: 'duplicate', sameAsRow: earlier } };
  taken.rows.set(key, row);
  const existing = await findDuplicate(registering, wanted);
  if (existing !== undefined) return { shown: { ...frame, outcome: 'duplicate', existing } };

  const at = registering.now().toISOString();
  const id = await idOf(registering, wanted, given.set.title, taken.ids);
  const asset = await draftRegistration(registering, wanted, given, { actor, at, id });
  taken.ids.add(id);
  const planned = await planRegistration(registering, { asset, contact, actor, at });
  const { state, document } = planned.entry;
  const { missing, similar } = document;
  const becomes = state as SubmissionState;
  const organisation = asset.lead && registering.directory.organisation(asset.lead.organisation)?.code;
  const values = {
    ...body,
    url: 'repository' in wanted ? `https://github.com/${wanted.repository}` : wanted.address,
    ...{ title: asset.title, summary: asset.summary, assetKind: asset.assetKind },
    ...(organisation !== undefined && { organisation }),
    ...(asset.licence && { licence: asset.licence.expression ?? asset.licence.raw ?? asset.licence.status }),
  };
  return { shown: { ...frame, values, outcome: 'good', id, becomes, missing, similar }, planned };
}

function readBody(body: Record<string, unknown>): Registration {
  const read = Registration.safeParse(body);
  if (read.success) return read.data;
  throw invalidInput(
    read.error.issues.map((issue) => ({
      field: issue.path.join('.') || 'url',
      message: issue.code === 'invalid_type' && !('url' in body) ? 'is needed' : issue.message,
      ...(issue.code === 'invalid_value' && { allowed: issue.values.map(String) }),
    })),
  );
}

function keyOf(wanted: Registrable): string {
  return 'repository' in wanted ? repositoryId(wanted.repository) : comparableAddress(wanted.address);
}

async function idOf(
  { store }: Registering,
  wanted: Registrable,
  title: string | undefined,
  taken: ReadonlySet<string>,
): Promise<string> {
  if ('repository' in wanted) return repositoryId(wanted.repository);
  return chooseAssetId(store, title ?? '', taken);
}
