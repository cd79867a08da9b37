import { type AwardSum, sumAwards } from '../domain/money.ts';
import type { Interest } from '../domain/reuse/interest.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { amountOf } from './describe-record.ts';
import { byKind, type ListedAsset, toListedAsset } from './list-body-work.ts';
import type { Directory } from './open-directory.ts';
import {
  type OrganisationReference,
  type Reference,
  toFundReference,
  toOrganisationReference,
  toServiceReference,
  toThemeReference,
} from './references.ts';

interface DescribingService {
  store: Pick<RecordStore, 'linksTo' | 'readMany'> & Pick<EntryStore, 'listEntries'>;
  directory: Directory;
  now: () => Date;
}

export interface ServiceProject extends Reference {
  leads: OrganisationReference[];
  fund?: Reference;
  awardedOn?: string;
  amountGbp?: number;
}

const mostRelated = 8;
/** More than all councils there are. */
const mostInterested = 1000;

/** What there is for a service, from all councils: things to reuse, projects, money, who leads, who uses it and who would like to have something. */
export async function describeServiceWork(describing: DescribingService, service: string) {
  const { store, directory } = describing;
  const links = await store.linksTo({ kind: 'service', id: service });
  const idsOf = (kind: 'asset' | 'project') => [
    ...new Set(links.filter((link) => link.kind === kind).map(({ id }) => id)),
  ];
  const assets = await store.readMany('asset', idsOf('asset'));
  const projects = await store.readMany('project', idsOf('project'));
  const awards = await store.readMany('award', [
    ...new Set(projects.flatMap(({ document }) => document.awards)),
  ]);
  const money = new Map(
    awards.map(({ id, document }) => [
      id,
      { id, awardedOn: document.awardedOn, amountGbp: amountOf(directory, document.claims).amountGbp },
    ]),
  );
  const reuse = await directory.readReuse(
    assets.map(({ document }) => document),
    describing.now().toISOString(),
  );
  const about = [{ name: 'service', value: service }];
  const wanted = { kind: 'interest' as const, states: ['published'], terms: about, limit: mostInterested };
  const { entries } = await store.listEntries<Interest>(wanted);
  const bodies = (ids: readonly string[]) =>
    [...new Set(ids)].map((id) => toOrganisationReference(directory, id));
  const documents = [...assets, ...projects].map(({ document }) => document);
  const [holdsUntil] = [...reuse.values()].flatMap((summary) => summary.holdsUntil ?? []).sort();
  return {
    ...(holdsUntil !== undefined && { holdsUntil }),
    assets: assets
      .map((asset): ListedAsset & { confirmed: number; lead?: OrganisationReference } => ({
        ...toListedAsset(asset),
        confirmed: reuse.get(asset.id)?.confirmed ?? 0,
        ...(asset.document.lead && {
          lead: toOrganisationReference(directory, asset.document.lead.organisation),
        }),
      }))
      .sort(byKind),
    projects: projects
      .map(({ id, document }): ServiceProject => {
        const own = document.awards.flatMap((award) => money.get(award) ?? []);
        const awardedOn = own
          .flatMap((award) => award.awardedOn ?? [])
          .sort()
          .at(-1);
        const sum = sumAwards(own);
        return {
          ...{ id, title: document.title },
          leads: document.leads.map(({ organisation }) => toOrganisationReference(directory, organisation)),
          ...(document.fund && { fund: toFundReference(directory, document.fund) }),
          ...(awardedOn && { awardedOn }),
          ...(sum.awards > sum.unknownAmounts && { amountGbp: sum.totalGbp }),
        };
      })
      .sort((one, other) => (other.awardedOn ?? '').localeCompare(one.awardedOn ?? '')),
    money: sumAwards([...money.values()]) satisfies AwardSum,
    leads: bodies([
      ...assets.flatMap(({ document }) => document.lead?.organisation ?? []),
      ...projects.flatMap(({ document }) => document.leads.map(({ organisation }) => organisation)),
    ]),
    users: bodies([...reuse.values()].flatMap(({ users }) => users)),
    observed: bodies(
      assets.flatMap(({ document }) =>
        document.adoption.filter(({ atLead }) => !atLead).map(({ organisation }) => organisation),
      ),
    ),
    interested: bodies(entries.map(({ document }) => document.organisation)),
    relatedServices: mostNamed(
      documents.flatMap(({ services }) => services.filter((id) => id !== service)),
    ).map((id) => toServiceReference(directory, id)),
    themes: mostNamed(documents.flatMap(({ themes }) => themes)).map((id) => toThemeReference(directory, id)),
  };
}

/** Each once, the most frequent first. */
function mostNamed(ids: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([id]) => id)
    .slice(0, mostRelated);
}
