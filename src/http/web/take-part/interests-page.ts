import type { FastifyInstance } from 'fastify';
import { findGaps, listInterests, type ShownInterest } from '../../../use-cases/describe-interests.ts';
import { actorOf } from '../../access/actor-of.ts';
import { pageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';

/** More than these are a matter for the API, which has them by the page. */
const mostShown = 500;

/** Who wants what, most wanted first, and what nobody has. */
export function registerInterestsPage(app: FastifyInstance, services: WebServices): void {
  const schema = pageSchema('getInterestsPage', 'The page of who is interested in what');
  app.get('/interests', { schema }, async (request, reply) => {
    const words = services.pages.wordsFor(request);
    const { interests } = await listInterests(services, actorOf(request), { offset: 0, limit: mostShown });
    const assets = await services.store.readMany('asset', [
      ...new Set(interests.flatMap(({ asset }) => asset?.id ?? [])),
    ]);
    const titles = new Map(
      assets.flatMap(({ id, state, document }) => (state === 'published' ? [[id, document.title]] : [])),
    );
    const wanted = bySubject(interests, (id) => titles.get(id));
    return services.pages.show(request, reply, {
      template: 'take-part/interests.njk',
      title: words.t('interests.title'),
      description: words.t('interests.lead'),
      canonical: '/interests',
      context: { wanted, gaps: await findGaps(services) },
    });
  });
}

interface Wanted {
  href: string;
  title: string;
  interested: Pick<ShownInterest, 'organisation' | 'since' | 'note'>[];
}

function bySubject(
  interests: readonly ShownInterest[],
  titleOf: (id: string) => string | undefined,
): Wanted[] {
  const found = new Map<string, Wanted>();
  for (const { asset, service, organisation, since, note } of interests) {
    const title = service?.title ?? titleOf(asset?.id ?? '');
    if (title === undefined) continue;
    const href = service ? `/services/${service.id}` : `/assets/${asset?.id}`;
    const known = found.get(href) ?? { href, title, interested: [] };
    known.interested.push({ organisation, since, ...(note !== undefined && { note }) });
    found.set(href, known);
  }
  return [...found.values()].sort(
    (one, other) => other.interested.length - one.interested.length || (one.title < other.title ? -1 : 1),
  );
}
