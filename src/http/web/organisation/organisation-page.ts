import type { FastifyInstance } from 'fastify';
import { frameOf } from '../../../use-cases/describe-record.ts';
import { toOrganisationReference, toSourceReference } from '../../../use-cases/references.ts';
import { findPageRecord } from '../find-page-record.ts';
import { recordPageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import { bodyFacts } from './body-facts.ts';
import { readBodyPage } from './read-body-page.ts';
import { toTimeline } from './timeline.ts';

const mostMembers = 60;

/** A council, past or present, or another body: what it did, was paid for and uses, and what its neighbours have. */
export function registerOrganisationPage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;
  const schema = recordPageSchema('getOrganisationPage', 'The page of one council or other body', {
    id: 'hck',
  });

  app.get('/organisations/:id', { schema }, async (request, reply) => {
    const found = await findPageRecord(services, 'organisation', request);
    if ('movedTo' in found) return reply.redirect(found.movedTo, 308);
    const { id, document: body } = found.record;
    const { councils } = directory;
    const words = pages.wordsFor(request);
    const { holdsUntil, ...shown } = await readBodyPage(services, body, request);
    const timeline = toTimeline(id, councils, words);
    const isEnded = !councils.isLiving(body);
    const now = isEnded
      ? councils.currentFor(id).map((one) => toOrganisationReference(directory, one.id))
      : [];
    const members = councils.membersOf(id).filter((member) => isEnded || councils.isLiving(member));
    const has: Record<string, boolean> = {
      timeline: timeline !== undefined,
      inherited: lengthOf(shown.inherited) > 0,
      funds: shown.own.funds.length > 0,
      members: members.length > 0,
      memberships: body.memberships.length > 0,
      wanted: shown.wanted.length > 0,
      neighbours: shown.neighbours !== undefined,
      reuse: body.isCouncil || shown.reuse.length + shown.seen.length > 0,
      work: true,
      projects: body.isCouncil || shown.own.projects.length + shown.own.capacity.length > 0,
    };
    const sections = [
      ...['work', 'projects', 'funds', 'inherited', 'reuse', 'neighbours', 'wanted', 'timeline', 'members'],
      ...['memberships', 'facts', 'sources'],
    ]
      .filter((section) => has[section] !== false)
      .map((section) => ({ id: section, label: words.t(`council.${section}`) }));

    return pages.show(request, reply, {
      template: 'organisation/organisation.njk',
      title: body.title,
      description: words.t('council.description', {
        name: body.title,
        type: words.name('organisationType', body.type),
      }),
      canonical: `/organisations/${id}`,
      ...(holdsUntil !== undefined && { holdsUntil }),
      context: {
        ...{ body, sections, has, timeline, isEnded, now, ...shown },
        facts: bodyFacts(body, directory, words),
        successors: councils.directSuccessorsOf(id).map((one) => toOrganisationReference(directory, one.id)),
        members: members.slice(0, mostMembers).map((member) => toOrganisationReference(directory, member.id)),
        memberships: body.memberships.map((membership) => ({
          ...membership,
          source: toSourceReference(directory, membership.source),
        })),
        sources: frameOf(found.record, directory).sources,
      },
    });
  });
}

function lengthOf(work: Record<'assets' | 'projects' | 'capacity', readonly unknown[]>): number {
  return work.assets.length + work.projects.length + work.capacity.length;
}
