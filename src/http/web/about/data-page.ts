import type { FastifyInstance } from 'fastify';
import type { RecordKind } from '../../../domain/ids.ts';
import { type DataDescription, describeData } from '../../../use-cases/describe-data.ts';
import { describeEnrichment, type EnrichmentStatus } from '../../../use-cases/enrich-describe.ts';
import { pathOf } from '../../links.ts';
import { pageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';

const counted = ['asset', 'project', 'award', 'fund', 'organisation', 'service', 'source'] as const;
const shownDisagreements = 5;
/** What is read from the code host changes without a change of the catalogue. */
const keptMs = 60_000;

interface Told {
  data: DataDescription;
  enrichment: EnrichmentStatus;
  examples: { kind: RecordKind; of: number; count: number; records: { title: string; href: string }[] }[];
}

async function readData({ store, enrichment, allowance, now }: WebServices): Promise<Told> {
  const data = await describeData(store);
  const examples = await Promise.all(
    data.disagreements.map(async ({ kind, of, ids }) => {
      const records = await store.readMany(kind, ids.slice(0, shownDisagreements));
      return {
        ...{ kind, of, count: ids.length },
        records: records.map(({ id, document }) => ({
          title: document.title,
          href: kind === 'repository' ? '' : `/${pathOf[kind]}/${id}`,
        })),
      };
    }),
  );
  return {
    ...{ data, examples },
    enrichment: await describeEnrichment({ records: store, enrichment, allowance, now }),
  };
}

function tellFreshness({ data, enrichment }: Told, { t, day }: Translator): string[] {
  const { budget, queue, runs } = enrichment;
  const [run] = runs;
  return [
    ...(data.curatedAt === undefined ? [] : [t('about.fresh.curated', { date: day(data.curatedAt) })]),
    data.registeredAt === undefined
      ? t('about.fresh.registeredNone')
      : t('about.fresh.registered', { date: day(data.registeredAt) }),
    t('about.fresh.repositories', { count: queue.repositories, unread: queue.neverRead }),
    run === undefined
      ? t('about.fresh.runNone')
      : t('about.fresh.run', { date: day(run.finishedAt ?? run.startedAt) }),
    ...(queue.due === 0
      ? []
      : [
          [
            t('about.fresh.due', { count: queue.due }),
            ...(budget.limit === undefined ? [] : [t('about.fresh.budget', { limit: budget.limit })]),
            ...(queue.expectedBy === undefined
              ? []
              : [t('about.fresh.expected', { date: day(queue.expectedBy) })]),
          ].join(' '),
        ]),
    t('about.fresh.copies'),
  ];
}

/** Where the catalogue comes from and what it lacks; counted once for each change, and again after a minute. */
export function registerDataPage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;
  let kept: { change: number; until: number; told: Promise<Told> } | undefined;

  function readKept(): Promise<Told> {
    const [change, now] = [services.newestChange(), services.now().getTime()];
    if (kept?.change === change && now < kept.until) return kept.told;
    const reading = { change, until: now + keptMs, told: readData(services) };
    kept = reading;
    reading.told.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return reading.told;
  }

  const schema = pageSchema('getDataPage', 'Where the data comes from, how new it is and what is missing');
  app.get('/about-the-data', { schema }, async (request, reply) => {
    const words = pages.wordsFor(request);
    const told = await readKept();
    const { data } = told;
    return pages.show(request, reply, {
      template: 'about/data.njk',
      title: words.t('about.title'),
      description: words.t('about.lead'),
      canonical: '/about-the-data',
      isKept: false,
      context: {
        counts: counted.map((kind) => ({
          label: words.t(`about.kind.${kind}`),
          count: data.counts.find((one) => one.kind === kind)?.published ?? 0,
        })),
        sources: data.sources,
        gaps: data.gaps.map(({ key, of, ids }) => ({ key, of, count: ids.length })),
        fresh: tellFreshness(told, words),
        differing: told.examples.filter(({ count }) => count > 0),
        licensed: data.licensed,
      },
    });
  });
}
