import type { FastifyRequest } from 'fastify';
import type { Organisation } from '../../../domain/records/organisation.ts';
import { listInterests } from '../../../use-cases/describe-interests.ts';
import { describeReuseBy, type ShownStatement } from '../../../use-cases/describe-reuse.ts';
import { findNeighboursWork } from '../../../use-cases/find-neighbours-work.ts';
import { type BodyWork, type ListedProject, listBodyWork } from '../../../use-cases/list-body-work.ts';
import { toOrganisationReference } from '../../../use-cases/references.ts';
import { actorOf } from '../../access/actor-of.ts';
import { groupAssets } from '../group-assets.ts';
import type { WebServices } from '../web-services.ts';

const mostInterests = 50;
const shownStates = ['confirmed', 'claimed', 'disputed', 'lapsed'] as const;

/** What bodies before this one did, each with whose it was; what the body itself has a part in is not said again. */
async function readInherited(services: WebServices, id: string, own: BodyWork) {
  const { councils } = services.directory;
  const works = await Promise.all(
    councils.predecessorsOf(id).map(async (before) => ({
      via: toOrganisationReference(services.directory, before.id),
      work: await listBodyWork(services, before.id),
    })),
  );
  const ownAssets = new Set(own.assets.map((asset) => asset.id));
  const ownProjects = new Set(own.projects.map((project) => project.id));
  return {
    assets: works.flatMap(({ via, work }) =>
      work.assets.filter((asset) => !ownAssets.has(asset.id)).map((asset) => ({ ...asset, via })),
    ),
    projects: works.flatMap(({ via, work }) =>
      work.projects
        .filter((project) => project.id === '' || !ownProjects.has(project.id))
        .map((project) => ({ ...project, via })),
    ),
    seenIn: works.flatMap(({ via, work }) => work.seenIn.map((asset) => ({ ...asset, via }))),
    led: works.reduce(
      (sum, { work: { led } }) => ({
        totalGbp: sum.totalGbp + led.totalGbp,
        awards: sum.awards + led.awards,
        unknownAmounts: sum.unknownAmounts + led.unknownAmounts,
      }),
      { totalGbp: 0, awards: 0, unknownAmounts: 0 },
    ),
  };
}

/** Digital work, and grants for planning capacity, which are none. */
function apart<Project extends ListedProject>(all: readonly Project[]) {
  return {
    projects: all.filter(({ capacity }) => !capacity),
    capacity: all.filter(({ capacity }) => capacity),
  };
}

/** Everything that the page of a body tells of what it did, what it uses, and what its neighbours have. */
export async function readBodyPage(services: WebServices, body: Organisation, request: FastifyRequest) {
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
    own: { ...own, ...apart(own.projects), groups: groupAssets(own.assets) },
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
