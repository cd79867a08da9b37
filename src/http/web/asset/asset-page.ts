import type { FastifyInstance } from 'fastify';
import { describeAsset } from '../../../use-cases/describe-asset.ts';
import { describeHealth } from '../../../use-cases/describe-health.ts';
import { describeReuse } from '../../../use-cases/describe-reuse.ts';
import { rememberReads } from '../../../use-cases/remember-reads.ts';
import { findPageRecord } from '../find-page-record.ts';
import { readDrawnLineage } from '../lineage/read-drawn-lineage.ts';
import { recordPageSchema } from '../page-schema.ts';
import { statedByField, toShownStatements } from '../stated/shown-statements.ts';
import { actionsOf, toCitation } from '../take-part/asset-actions.ts';
import type { WebServices } from '../web-services.ts';
import { toActivity } from './activity.ts';
import { toJsonLd } from './json-ld.ts';
import { howToGetIt, paidBy, relatedTo, seenUses, unknownOf } from './sections.ts';
import { readUseMap } from './use-on-map.ts';

const parts = ['maturity', 'upkeep', 'reuse'] as const;

export function registerAssetPage(app: FastifyInstance, services: WebServices): void {
  const { pages, links } = services;
  const schema = recordPageSchema('getAssetPage', 'The page of one asset', { id: 'bops' });

  app.get('/assets/:id', { schema }, async (request, reply) => {
    const found = await findPageRecord(services, 'asset', request);
    if ('movedTo' in found) return reply.redirect(found.movedTo, 308);
    const { record } = found;
    const words = pages.wordsFor(request);
    const reading = rememberReads(services);
    const asset = await describeAsset(reading, record);
    const reuse = await describeReuse(reading, record);
    const health = await describeHealth(reading, record, services.now());
    const licence = asset.licence ?? { status: 'unknown' as const, words: '' };
    const activity = toActivity(asset.repositoryFacts, words);
    const lineage = await readDrawnLineage(reading, words, 'asset', record.id);
    const related = relatedTo(asset, words);
    const unknown = unknownOf(asset);
    const statements = toShownStatements(asset.statements, services.directory, words);
    const address = asset.repositoryAddress ?? asset.address ?? asset.homepage;
    const has: Record<string, boolean> = {
      about: asset.description !== undefined,
      parts: asset.parts.length > 0,
      activity: activity !== undefined,
      similar: related.length > 0,
      lineage: lineage.drawn !== undefined,
      unknown: unknown.length > 0,
    };
    const sections = [
      ...[
        'about',
        'parts',
        'who',
        'paid',
        'lineage',
        'use',
        'licence',
        'health',
        'activity',
        'get',
        'replace',
      ],
      ...['similar', 'unknown', 'sources'],
    ]
      .filter((section) => has[section] !== false)
      .map((section) => ({ id: section, label: words.t(`asset.${section}`) }));

    const own = links.record('asset', record.id).web;
    const standsAt = own.startsWith('/') ? `${request.protocol}://${request.host}${own}` : own;

    return pages.show(request, reply, {
      template: 'asset/asset.njk',
      title: asset.title,
      description: asset.summary,
      canonical: `/assets/${record.id}`,
      ...(asset.reuse.holdsUntil !== undefined && { holdsUntil: asset.reuse.holdsUntil }),
      context: {
        ...{ asset, sections, licence, activity, related, unknown, statements, lineage },
        stated: statedByField(statements),
        disagreeing: asset.disagreements.map((field) => words.name('field', field)),
        reuse,
        actions: await actionsOf(services, request, record),
        cite: toCitation(asset, { address: standsAt, on: services.now().toISOString().slice(0, 10) }),
        useMap: readUseMap(services.directory, asset, reuse),
        paid: await paidBy(reading, asset),
        get: howToGetIt(asset, words),
        atLead: seenUses(asset, 'in use at the lead'),
        observed: seenUses(asset, 'observed in repository files'),
        health: parts.flatMap((name) => (health[name].length > 0 ? [{ name, rules: health[name] }] : [])),
        letter:
          licence.status !== 'stated' && address !== undefined
            ? words.t('asset.letter.text', { title: asset.title, address }).split('\n\n')
            : undefined,
        jsonLd: toJsonLd(asset, own),
      },
    });
  });
}
