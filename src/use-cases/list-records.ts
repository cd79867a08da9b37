import { licenceValue } from '../domain/licence.ts';
import type { RecordQuery, StoredRecord } from '../ports/record-store.ts';
import { amountOf, type Describing } from './describe-record.ts';

/** A record in a list: what a mirror needs to follow it and a person to recognise it. */
export interface ListEntry {
  kind: StoredRecord['kind'];
  id: string;
  revision: number;
  state: StoredRecord['state'];
  mergedInto?: string;
  updatedAt: string;
  title?: string;
  [detail: string]: unknown;
}

function partiesIn({ directory }: Describing, parties: readonly { organisation: string }[], role: string) {
  return parties.map(({ organisation }) => ({
    id: organisation,
    name: directory.organisation(organisation)?.title ?? organisation,
    role,
  }));
}

function summarise(describing: Describing, record: StoredRecord): Record<string, unknown> {
  switch (record.kind) {
    case 'asset': {
      const { summary, assetKind, repository, maturity, services, themes, licence, lead, partners } =
        record.document;
      return {
        summary,
        assetKind,
        repository,
        maturity,
        services,
        themes,
        licence: licence && licenceValue(licence),
        organisations: [
          ...partiesIn(describing, lead ? [lead] : [], 'lead'),
          ...partiesIn(describing, partners, 'partner'),
        ],
      };
    }
    case 'project': {
      const { problem, fund, awards, fundingPhase, leads, partners, outputs } = record.document;
      return {
        problem,
        fund,
        awards,
        fundingPhase,
        organisations: [
          ...partiesIn(describing, leads, 'lead'),
          ...partiesIn(describing, partners, 'partner'),
        ],
        outputs: outputs.map((output) => output.asset),
      };
    }
    case 'award': {
      const { fund, project, awardedOn, fundingPhase, leads, partners, claims, capacity } = record.document;
      return {
        fund,
        project,
        awardedOn,
        fundingPhase,
        amountGbp: amountOf(describing.directory, claims).amountGbp,
        capacity: capacity ?? false,
        organisations: [
          ...partiesIn(describing, leads, 'lead'),
          ...partiesIn(describing, partners, 'partner'),
        ],
      };
    }
    case 'fund': {
      const { summary, funder, partOf, startDate, capacity } = record.document;
      return { summary, funder, partOf, startDate, capacity: capacity ?? false };
    }
    case 'organisation': {
      const { code, type, isCouncil, nation, region, startDate, endDate, successors, gssCode } =
        record.document;
      return {
        code,
        type,
        isCouncil,
        nation,
        region,
        startDate,
        endDate,
        successors,
        gssCode,
        current: endDate === undefined,
      };
    }
    case 'service': {
      const { lgsl, status, plainName } = record.document;
      return { lgsl, status, plainName };
    }
    case 'source': {
      const { sourceType, publisher, address, publishedOn } = record.document;
      return { sourceType, publisher, address, publishedOn };
    }
    case 'repository':
      return {};
  }
}

/** A page of records; withdrawn and merged ones, which only `updatedSince` brings, are named and no more. */
export async function listRecords(
  describing: Describing,
  query: RecordQuery,
): Promise<{ total: number; entries: ListEntry[] }> {
  const { total, records } = await describing.store.list(query);
  const entries = records.map((record): ListEntry => {
    const { kind, id, revision, state, mergedInto, updatedAt } = record;
    const named = { kind, id, revision, state, ...(mergedInto ? { mergedInto } : {}), updatedAt };
    return state === 'published'
      ? { ...named, title: record.document.title, ...summarise(describing, record) }
      : named;
  });
  return { total, entries };
}
