import { invalidInput } from '../../../domain/errors.ts';
import { claimOwnership } from '../../../use-cases/claim-ownership.ts';
import { actorOf } from '../../access/actor-of.ts';
import { Claim } from '../../api/registration/ownership.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import type { WebServices } from '../web-services.ts';
import { livingBodies, ownBodies } from './own-bodies.ts';
import { type AssetForm, sentPath } from './record-form.ts';
import { pick } from './reuse-form.ts';

const fields = ['organisation', 'note'] as const;

/** "Our organisation looks after this": for who is signed in. */
export function claimForm(services: WebServices): AssetForm {
  return {
    ...{ kind: 'asset', name: 'claim', least: 'contributor' },
    async open(request, { id, document }) {
      const words = services.pages.wordsFor(request);
      const own = ownBodies(services, request);
      return {
        ...{ name: 'claim', template: 'take-part/claim.njk', fields },
        title: words.t('claim.title', { title: document.title }),
        labelOf: (field) => words.name('claim.field', field),
        first: { organisation: own[0] ?? '' },
        context: { id, asset: document, own, bodies: livingBodies(services) },
      };
    },
    async act(request, { id }, values, kept) {
      const given = Claim.safeParse(pick(values, fields));
      if (!given.success) throw invalidInput(faultsOfParse(given.error));
      const path = sentPath('claim', 'claimed', { asset: id });
      await claimOwnership({ ...services, kept: () => kept(path) }, id, given.data, actorOf(request));
      return path;
    },
  };
}
