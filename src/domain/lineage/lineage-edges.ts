import type { RecordRef } from '../ids.ts';
import type { Asset } from '../records/asset.ts';
import type { Award } from '../records/award.ts';
import type { Basis, Citation, Claim } from '../records/evidence.ts';
import type { Fund } from '../records/fund.ts';
import type { Project } from '../records/project.ts';
import type { CatalogueRecord } from '../records/record.ts';

export type LineageEdgeType =
  | 'states'
  | 'award'
  | 'project'
  | 'output'
  | 'funding'
  | 'followedBy'
  | 'partOf'
  | 'adoption'
  | 'reuse'
  | 'reuseClaim'
  | 'ownUse'
  | 'lead'
  | 'partner';

/** An edge as one document states it, between records by kind and id (or alias). */
export interface StatedEdge {
  from: RecordRef;
  to: RecordRef;
  type: LineageEdgeType;
  basis: Basis;
  sources: Citation[];
}

function citation(source: string, how: string | undefined): Citation {
  return how === undefined ? { source } : { source, how };
}

/** Where an edge without a source of its own was read: in what the record as a whole was read from. */
function sourcesFor(
  source: string | undefined,
  how: string | undefined,
  cited: readonly Citation[],
): Citation[] {
  if (source !== undefined) return [citation(source, how)];
  return how === undefined ? [...cited] : cited.slice(0, 1).map((first) => citation(first.source, how));
}

function statements(to: RecordRef, document: { sources: Citation[]; claims: Claim[] }): StatedEdge[] {
  const cited = new Map<string, Citation>();
  for (const { source, how } of document.claims) cited.set(source, citation(source, how));
  for (const one of document.sources) cited.set(one.source, one);
  return [...cited.values()].map((one) => ({
    from: { kind: 'source', id: one.source },
    to,
    type: 'states',
    basis: 'stated',
    sources: [one],
  }));
}

function ofFund(self: RecordRef, fund: Fund): StatedEdge[] {
  if (!fund.partOf) return [];
  return [
    {
      from: self,
      to: { kind: 'fund', id: fund.partOf },
      type: 'partOf',
      basis: 'stated',
      sources: fund.sources,
    },
  ];
}

function ofParties(self: RecordRef, { leads, partners, sources }: Award | Project): StatedEdge[] {
  return (['lead', 'partner'] as const).flatMap((type) =>
    (type === 'lead' ? leads : partners).map((party) => ({
      from: { kind: 'organisation' as const, id: party.organisation },
      to: self,
      type,
      basis: 'stated' as const,
      sources: sourcesFor(party.source, party.how, sources),
    })),
  );
}

function ofAward(self: RecordRef, award: Award): StatedEdge[] {
  const { fund, project, sources } = award;
  const paid: StatedEdge = {
    from: { kind: 'fund', id: fund },
    to: self,
    type: 'award',
    basis: 'stated',
    sources,
  };
  const paidFor: StatedEdge[] = project
    ? [{ from: self, to: { kind: 'project', id: project }, type: 'project', basis: 'stated', sources }]
    : [];
  return [paid, ...paidFor, ...ofParties(self, award)];
}

function ofProject(self: RecordRef, project: Project): StatedEdge[] {
  const { fund, awards, outputs, follows, sources } = project;
  return [
    ...awards.map(
      (id): StatedEdge => ({
        from: { kind: 'award', id },
        to: self,
        type: 'project',
        basis: 'stated',
        sources,
      }),
    ),
    // With an award on the way, the fund reaches the project through it.
    ...(fund && awards.length === 0
      ? [
          {
            from: { kind: 'fund', id: fund },
            to: self,
            type: 'project',
            basis: 'stated',
            sources,
          } satisfies StatedEdge,
        ]
      : []),
    ...outputs.map(
      ({ asset, basis, source, how }): StatedEdge => ({
        from: self,
        to: { kind: 'asset', id: asset },
        type: 'output',
        basis,
        sources: sourcesFor(source, how, sources),
      }),
    ),
    ...follows.map(
      (id): StatedEdge => ({
        from: { kind: 'project', id },
        to: self,
        type: 'followedBy',
        basis: 'stated',
        sources,
      }),
    ),
    ...ofParties(self, project),
  ];
}

function ofAsset(self: RecordRef, asset: Asset): StatedEdge[] {
  const { sources } = asset;
  const ownFiles = sources.find(({ source }) => source === `repository-${asset.id}`) ?? sources[0];
  const mainFiles =
    sources.find(({ source }) => source === `repository-${asset.mainRepository}`) ?? sources[0];
  return [
    ...asset.funding.flatMap((funding) =>
      (['fund', 'award', 'project'] as const).flatMap((kind): StatedEdge[] => {
        const id = funding[kind];
        if (id === undefined) return [];
        const cited = sourcesFor(funding.source, funding.how ?? funding.statement, sources);
        return [{ from: { kind, id }, to: self, type: 'funding', basis: funding.basis, sources: cited }];
      }),
    ),
    ...asset.relations.flatMap((relation): StatedEdge[] =>
      relation.type === 'partOf' && relation.asset !== undefined
        ? [
            {
              from: self,
              to: { kind: 'asset', id: relation.asset },
              type: 'partOf',
              basis: relation.basis ?? 'stated',
              sources: sourcesFor(relation.source, relation.how, sources),
            },
          ]
        : [],
    ),
    ...(asset.mainRepository
      ? [
          {
            from: { kind: 'asset', id: asset.mainRepository },
            to: self,
            type: 'partOf',
            basis: 'stated',
            sources: mainFiles ? [mainFiles] : [],
          } satisfies StatedEdge,
        ]
      : []),
    ...asset.adoption.map(
      ({ organisation, how, atLead }): StatedEdge => ({
        from: self,
        to: { kind: 'organisation', id: organisation },
        type: atLead ? 'ownUse' : 'adoption',
        basis: 'observed',
        sources: ownFiles ? [citation(ownFiles.source, how)] : [],
      }),
    ),
  ];
}

/** The edges of a lineage that one record states, in the direction of the money: from source to reuse, from part to product. */
export function edgesOf(record: CatalogueRecord): StatedEdge[] {
  const self: RecordRef = { kind: record.kind, id: record.document.id };
  switch (record.kind) {
    case 'fund':
      return [...statements(self, record.document), ...ofFund(self, record.document)];
    case 'award':
      return [...statements(self, record.document), ...ofAward(self, record.document)];
    case 'project':
      return [...statements(self, record.document), ...ofProject(self, record.document)];
    case 'asset':
      return [...statements(self, record.document), ...ofAsset(self, record.document)];
    default:
      return [];
  }
}
