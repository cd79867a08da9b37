import { invalidInput } from '../../../domain/errors.ts';
import { findOwnerMailbox } from '../../../use-cases/find-owner-mailbox.ts';
import { writeToOwners } from '../../../use-cases/write-to-owners.ts';
import { actorOf } from '../../access/actor-of.ts';
import { MessageBody } from '../../api/reuse/messages.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import type { WebServices } from '../web-services.ts';
import { livingBodies, ownBodies } from './own-bodies.ts';
import { type AssetForm, sentPath } from './record-form.ts';
import { pick } from './reuse-form.ts';

const fields = ['text', 'replyTo', 'organisation'] as const;

/** "Ask its owners", by way of a mailbox that nobody gets to see; where none is known, the page says where to ask instead. */
export function messageForm(services: WebServices): AssetForm {
  return {
    ...{ kind: 'asset', name: 'message', least: 'anonymous' },
    async open(request, { id, document }) {
      const words = services.pages.wordsFor(request);
      const [own] = ownBodies(services, request);
      const { repository, homepage, address } = document;
      const hasMailbox = (await findOwnerMailbox(services.store, document)) !== undefined;
      return {
        ...{ name: 'message', template: 'take-part/message.njk', fields },
        title: words.t('message.title', { title: document.title }),
        labelOf: (field) => words.name('message.field', field),
        first: { organisation: own ?? '' },
        context: {
          ...{ id, asset: document, bodies: livingBodies(services) },
          ...{ hasMailbox, form: hasMailbox ? 'form' : undefined },
          instead: repository ? `https://github.com/${repository}/issues` : (homepage ?? address),
        },
      };
    },
    async act(request, { id }, values, kept) {
      const given = MessageBody.safeParse(pick(values, fields));
      if (!given.success) throw invalidInput(faultsOfParse(given.error));
      const pathFor = (state: string) => sentPath('message', state, { asset: id });
      const writing = { ...services, kept: ({ state }: { state: string }) => kept(pathFor(state)) };
      const entry = await writeToOwners(writing, actorOf(request), { asset: id, ...given.data });
      return pathFor(entry.state);
    },
  };
}
