import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidInput } from '../../../domain/errors.ts';
import { getPublishedAsset } from '../../../use-cases/get-published-asset.ts';
import { stateInterest } from '../../../use-cases/state-interest.ts';
import { actorOf } from '../../access/actor-of.ts';
import { anyId } from '../../api/parameters.ts';
import { InterestBody } from '../../api/reuse/interests.ts';
import { type FormPage, showForm, takeForm } from '../form/form-page.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import { type FormValues, readForm } from '../form/web-form.ts';
import { livingOf, resolveServices } from '../register/resolve-services.ts';
import type { WebServices } from '../web-services.ts';
import { livingBodies, ownBodies } from './own-bodies.ts';
import { sentPath } from './record-form.ts';
import { pick } from './reuse-form.ts';

const fields = ['service', 'organisation', 'note'] as const;
const schema = { hide: true };

/** "We are interested": in an asset, or in anything at all for a service. */
export function registerInterestForm(app: FastifyInstance, services: WebServices): void {
  app.get('/interests/new', { schema }, async (request, reply) => {
    const query = request.query as Record<string, unknown>;
    const asked: FormValues = Object.fromEntries(
      ['asset', 'service'].flatMap((name) => {
        const id = anyId.safeParse(query[name]);
        return id.success ? [[name, id.data.toLowerCase()]] : [];
      }),
    );
    const [own = ''] = ownBodies(services, request);
    const page = await open(services, request, asked);
    const service = services.directory.service(asked.service ?? '')?.title ?? '';
    return showForm(services, request, reply, page, { values: { ...asked, service, organisation: own } });
  });

  app.post('/interests/new', { config: { least: 'anonymous' }, schema }, async (request, reply) => {
    const page = await open(services, request, readForm(request));
    return takeForm(services, request, reply, page, async (values, kept) => {
      const about =
        values.asset === undefined ? { service: readService(services, values) } : { asset: values.asset };
      const given = InterestBody.safeParse({ ...pick(values, ['organisation', 'note']), ...about });
      if (!given.success) throw invalidInput(faultsOfParse(given.error));
      const pathFor = (state: string) => sentPath('interest', state, about);
      const stating = { ...services, kept: ({ state }: { state: string }) => kept(pathFor(state)) };
      const entry = await stateInterest(stating, actorOf(request), given.data);
      return pathFor(entry.state);
    });
  });
}

async function open(services: WebServices, request: FastifyRequest, values: FormValues): Promise<FormPage> {
  const words = services.pages.wordsFor(request);
  const asset =
    values.asset === undefined ? undefined : (await getPublishedAsset(services.store, values.asset)).document;
  return {
    ...{ name: 'interest', template: 'take-part/interest.njk' },
    fields: asset === undefined ? fields : fields.slice(1),
    title:
      asset === undefined ? words.t('interest.titleAny') : words.t('interest.title', { title: asset.title }),
    labelOf: (field) => words.name('interest.field', field),
    context: {
      ...{ asset, bodies: livingBodies(services) },
      serviceNames:
        asset === undefined ? livingOf(services.directory.services).map(({ title }) => title) : [],
    },
  };
}

/** The one service that is named. Errors: CatalogueError 'invalid' with those that may be meant. */
function readService(services: WebServices, { service }: FormValues): string {
  if (service === undefined) throw invalidInput([{ field: 'service', message: 'is needed' }]);
  const { ids, open: unclear } = resolveServices(services, [service.slice(0, 200)], []);
  const [id] = ids;
  if (id !== undefined) return id;
  const allowed = unclear.flatMap(({ choices }) => choices.map(({ title }) => title));
  throw invalidInput([{ field: 'service', message: `"${service.slice(0, 80)}" is not listed`, allowed }]);
}
