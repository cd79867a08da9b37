import type { FastifyRequest } from 'fastify';
import { sumAwards } from '../../../domain/money.ts';
import type { Organisation } from '../../../domain/records/organisation.ts';
import { listInterests } from '../../../use-cases/describe-interests.ts';
import { describeReuseBy, type ShownStatement } from '../../../use-cases/describe-reuse.ts';
import { findNeighboursWork } from '../../../use-cases/find-neighbours-work.ts';
import {
  type BodyWork,
  byKind,
  type ListedProject,
  listBodyWork,
  newestFirst,
} from '../../../use-cases/list-body-work.ts';
import { type OrganisationReference, toOrganisationReference } from '../../../use-cases/references.ts';
import { rememberReads } from '../../../use-cases/remember-reads.ts';
import { actorOf } from '../../access/actor-of.ts';
import { groupAssets } from '../group-assets.ts';
import type { WebServices } from '../web-services.ts';

const mostInterests = 50;
const shownStates = ['confirmed', 'claimed', 'disputed', 'lapsed'] as const;

/** What bodies before this one did, each once with whose it was; what the body itself has a part in is not said again. */
async function readInherited(services: WebServices, id: string, own: BodyWork) {
  const predecessors = services.directory.councils.predecessorsOf(id);
  // Read at once, and remembered for each of them.
  await services.store.linksToMany(
    'organisation',
    predecessors.map((before) => before.id),
  );
  const works = await Promise.all(
    predecessors.map(async (before) => ({
      via: toOrganisationReference(services.directory, before.id),
      work: await listBodyWork(services, before.id),
    })),
  );
  const listOf = <Listed extends { id: string; title: string; role?: string }>(
    pick: (work: BodyWork) => Listed[],
  ) =>
    mergeByBody(
      works.map(({ via, work }) => ({ via, listed: pick(work) })),
      pick(own),
    );
  const ownAwards = new Set(own.led.map((award) => award.id));
  return {
    assets: listOf((work) => work.assets).sort(byKind),
    projects: listOf((work) => work.projects).sort(newestFirst),
    seenIn: listOf((work) => work.seenIn),
    led: sumAwards(works.flatMap(({ work }) => work.led).filter((award) => !ownAwards.has(award.id))),
  };
}

/** A grant to several bodies that became one is one grant, of them all; who led it comes before who was a partner. */
function mergeByBody<Listed extends { id: string; title: string; role?: string }>(
  works: readonly { via: OrganisationReference; listed: readonly Listed[] }[],
  own: readonly Listed[],
): (Listed & { via: OrganisationReference[] })[] {
  const keyOf = ({ id, title }: Listed) => (id === '' ? title : id);
  const known = new Set(own.map(keyOf));
  const merged = new Map<string, Listed & { via: OrganisationReference[] }>();
  for (const { via, listed } of works) {
    for (const one of listed) {
      const key = keyOf(one);
      if (known.has(key)) continue;
      const there = merged.get(key);
      const isStronger = there?.role !== 'lead' && one.role === 'lead';
      if (there === undefined) merged.set(key, { ...one, via: [via] });
      else merged.set(key, { ...(isStronger ? one : there), via: [...there.via, via] });
    }
  }
  return [...merged.values()];
}

/** Digital work, and grants for planning capacity, which are none. */
function apart<Project extends ListedProject>(all: readonly Project[]) {
  return {
    projects: all.filter(({ capacity }) => !capacity),
    capacity: all.filter(({ capacity }) => capacity),
  };
}

/** Everything that the page of a body tells of what it did, what it uses, and what its neighbours have. */
export async function readBodyPage(web: WebServices, body: Organisation, request: FastifyRequest) {
  const services = rememberReads(web);
  const { directory } = services;
  const own = await listBodyWork(services, body.id);
  const inherited = await readInherited(services, body.id, own);
  const { counts, statements } = await describeReuseBy(services, body.id);
  // What it leads itself it does not reuse.
  const led = new Set(
    [...own.assets, ...inherited.assets].filter(({ role }) => role === 'lead').map(({ id }) => id),
  );
  const used: ShownStatement[] = statements.filter(({ asset }) => !led.has(asset.id));
  const { interests } = await listInterests(services, actorOf(request), {
    ...{ organisation: body.id, offset: 0, limit: mostInterests },
  });
  const seen = [...own.seenIn, ...inherited.seenIn].filter(({ id }) => !led.has(id));
  const isLivingCouncil = body.isCouncil && directory.councils.isLiving(body);
  const has = new Set([
    ...[...own.assets, ...inherited.assets, ...seen].map(({ id }) => id),
    ...used.filter(({ state }) => state === 'confirmed' || state === 'claimed').map(({ asset }) => asset.id),
  ]);
  const wantedAssets = interests.flatMap(({ asset }) => asset?.id ?? []);
  const titles = new Map(
    (await services.store.readMany('asset', wantedAssets)).flatMap(({ id, state, document }) =>
      state === 'published' ? [[id, document.title] as const] : [],
    ),
  );
  const neighbours = isLivingCouncil ? await findNeighboursWork(services, body, has) : undefined;
  const now = services.now().toISOString();
  const [holdsUntil] = [...used.map(({ until }) => until), neighbours?.holdsUntil]
    .filter((until) => until !== undefined && until > now)
    .sort();
  return {
    ...(holdsUntil !== undefined && { holdsUntil }),
    own: { ...own, ...apart(own.projects), led: sumAwards(own.led), groups: groupAssets(own.assets) },
    inherited: { ...inherited, ...apart(inherited.projects), groups: groupAssets(inherited.assets) },
    counts,
    reuse: shownStates
      .map((state) => ({ state, rows: used.filter((one) => one.state === state) }))
      .filter(({ rows }) => rows.length > 0),
    seen: [...new Map(seen.map((asset) => [asset.id, asset])).values()],
    wanted: interests.flatMap(({ asset, service, since }) => {
      const title = asset ? titles.get(asset.id) : service?.title;
      const href = asset ? `/assets/${asset.id}` : `/services/${service?.id}`;
      return title === undefined ? [] : [{ since, href, title }];
    }),
    neighbours,
  };
}
