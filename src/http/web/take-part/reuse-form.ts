import { invalidInput } from '../../../domain/errors.ts';
import { ReuseUse } from '../../../domain/reuse/reuse-statement.ts';
import { stateReuse } from '../../../use-cases/state-reuse.ts';
import { actorOf } from '../../access/actor-of.ts';
import { ReuseBody } from '../../api/reuse/state-reuse.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import type { FormValues } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';
import { livingBodies, ownBodies } from './own-bodies.ts';
import { type AssetForm, sentPath } from './record-form.ts';

const fields = ['organisation', 'use', 'since', 'evidence', 'contact'] as const;

/** Only the fields of the form, as far as they were filled in. */
export function pick(values: FormValues, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
}

/** "We use this." */
export function reuseForm(services: WebServices): AssetForm {
  return {
    ...{ kind: 'asset', name: 'reuse', least: 'anonymous' },
    async open(request, { id, document }) {
      const words = services.pages.wordsFor(request);
      const [own] = ownBodies(services, request);
      return {
        ...{ name: 'reuse', template: 'take-part/reuse.njk', fields },
        title: words.t('reuse.title', { title: document.title }),
        labelOf: (field) => words.name('reuse.field', field),
        first: { organisation: own ?? '' },
        context: {
          ...{ id, own, asset: document, bodies: livingBodies(services) },
          uses: ReuseUse.options.map((value) => ({ value, label: words.t(`use.${value}`) })),
        },
      };
    },
    async act(request, { id }, values, kept) {
      const given = ReuseBody.safeParse(pick(values, fields));
      if (!given.success) throw invalidInput(faultsOfParse(given.error));
      const pathFor = (state: string) => sentPath('reuse', state, { asset: id });
      const stating = { ...services, kept: ({ state }: { state: string }) => kept(pathFor(state)) };
      const entry = await stateReuse(stating, actorOf(request), { asset: id, ...given.data });
      return pathFor(entry.state);
    },
  };
}
