import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { invalidInput } from '../../../domain/errors.ts';
import { groupBy } from '../../../domain/group-by.ts';
import { type Organisation, OrganisationType } from '../../../domain/records/organisation.ts';
import { countBodyWork } from '../../../use-cases/count-body-work.ts';
import { findBodiesCalled } from '../../../use-cases/find-bodies-called.ts';
import { toOrganisationReference } from '../../../use-cases/references.ts';
import { typedText } from '../../api/parameters.ts';
import { readMap } from '../map/read-map.ts';
import { pageSchema } from '../page-schema.ts';
import { readPageQuery } from '../read-page-query.ts';
import type { WebServices } from '../web-services.ts';

const shows = ['councils', 'former', 'others'] as const;
const Query = z.object({
  q: typedText(100).optional(),
  show: z.enum(shows).default('councils'),
  region: typedText(60).optional(),
  type: OrganisationType.optional(),
});
const nations = ['England', 'Scotland', 'Wales', 'Northern Ireland'];

/** Councils of today by nation and region, former ones, and other bodies; by name all of them together. */
export function registerOrganisationsPage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;
  let kept: { change: number; counts: Awaited<ReturnType<typeof countBodyWork>> } | undefined;

  async function readCounts() {
    const change = services.newestChange();
    if (kept?.change !== change) kept = { change, counts: await countBodyWork(services) };
    return kept.counts;
  }

  app.get(
    '/organisations',
    { schema: pageSchema('getOrganisationsPage', 'Councils and other bodies, by region, type and name') },
    async (request, reply) => {
      const { q = '', show, region, type } = readPageQuery(Query, request);
      const { councils } = directory;
      const all = councils.organisations;
      const regions = [...new Set(all.flatMap((one) => (one.isCouncil && one.region) || []))].sort();
      if (region !== undefined && !regions.includes(region))
        throw invalidInput([{ field: 'region', message: 'is not one of the regions', allowed: regions }]);
      function isOf(one: Organisation): boolean {
        if (show === 'others') return !one.isCouncil;
        return one.isCouncil && councils.isLiving(one) === (show === 'councils');
      }
      const asked = q === '' ? all.filter(isOf) : findBodiesCalled(directory, q);
      const found = asked.filter(
        (one) => (region === undefined || one.region === region) && (type === undefined || one.type === type),
      );
      const counts = await readCounts();
      const words = pages.wordsFor(request);
      const groups = groupBodies(found, q !== '', show === 'others').map(({ key, kind, bodies }) => ({
        label:
          kind === 'type'
            ? words.name('organisationType', key)
            : kind === 'nation'
              ? words.name('nation', key)
              : key,
        isRecordText: kind === 'region',
        bodies: bodies.map((one) => ({
          body: toOrganisationReference(directory, one.id),
          type: one.type,
          ...(counts.get(one.id) ?? { assets: 0, projects: 0 }),
        })),
      }));
      const types = [
        ...new Set(all.filter((one) => q !== '' || isOf(one) || one.type === type).map((one) => one.type)),
      ].sort();
      return pages.show(request, reply, {
        template: 'organisation/organisations.njk',
        title: words.t('councils.title'),
        description: words.t('councils.lead'),
        canonical: '/organisations',
        noIndex: q !== '' || show !== 'councils' || region !== undefined || type !== undefined,
        context: {
          ...{ q, show, groups, region: region ?? '', type: type ?? '', total: found.length },
          shows: shows.map((value) => ({ value, label: words.t(`councils.show.${value}`) })),
          regions: [
            { value: '', label: words.t('councils.any') },
            ...regions.map((value) => ({
              value,
              label: nations.includes(value) ? words.name('nation', value) : value,
            })),
          ],
          types: [
            { value: '', label: words.t('councils.any') },
            ...types.map((value) => ({ value, label: words.name('organisationType', value) })),
          ],
          map:
            show === 'others' && q === ''
              ? undefined
              : readMap(
                  directory,
                  found
                    .filter((one) => (counts.get(one.id)?.assets ?? 0) > 0)
                    .map((one) => ({
                      kind: 'lead' as const,
                      body: toOrganisationReference(directory, one.id),
                    })),
                ),
        },
      });
    },
  );
}

interface Group {
  key: string;
  kind: 'found' | 'nation' | 'region' | 'type';
  bodies: readonly Organisation[];
}

/** By nation, England's by region; other bodies by type; what was found by name as one. */
function groupBodies(found: readonly Organisation[], isByName: boolean, isByType: boolean): Group[] {
  if (found.length === 0) return [];
  if (isByName) return [{ key: '', kind: 'found', bodies: found }];
  const keyOf = (one: Organisation) => (isByType ? one.type : (one.region ?? one.nation ?? ''));
  const sorted = found.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
  const groups = groupBy(sorted, keyOf);
  const isNation = (key: string) => nations.includes(key);
  return [...groups]
    .sort(([one], [other]) => Number(isNation(one)) - Number(isNation(other)) || one.localeCompare(other))
    .map(([key, bodies]) => ({ key, bodies, kind: isByType ? 'type' : isNation(key) ? 'nation' : 'region' }));
}

/** "Hackney" stands under H, not under L. */
function nameOf({ shortName, title }: Organisation): string {
  return shortName ?? title;
}
