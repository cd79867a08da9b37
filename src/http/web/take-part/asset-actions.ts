import type { FastifyRequest } from 'fastify';
import { isAtLeast } from '../../../domain/access/actor.ts';
import type { StoredRecord } from '../../../ports/record-store.ts';
import type { describeAsset } from '../../../use-cases/describe-asset.ts';
import { findRegistration } from '../../../use-cases/get-registration.ts';
import { actorOf } from '../../access/actor-of.ts';
import { hrefOfComparison } from '../compare/asked-assets.ts';
import type { WebServices } from '../web-services.ts';

export interface AssetAction {
  /** Its wording's name. */
  name: string;
  href: string;
}

/** What the reader can do with an asset: what was registered here is edited, what comes from a file is corrected. */
export async function actionsOf(
  services: Pick<WebServices, 'store' | 'directory'>,
  request: FastifyRequest,
  { id, origin }: StoredRecord<'asset'>,
): Promise<AssetAction[]> {
  const actor = actorOf(request);
  const path = `/assets/${id}`;
  const mayEdit = origin !== 'curated' && (await findRegistration(services, id, actor)) !== undefined;
  return [
    { name: 'compare', href: hrefOfComparison([id]) },
    { name: 'reuse', href: `${path}/reuse` },
    { name: 'interest', href: `/interests/new?asset=${id}` },
    ...(origin === 'curated' ? [{ name: 'correction', href: `${path}/correction` }] : []),
    ...(mayEdit ? [{ name: 'edit', href: `${path}/edit` }] : []),
    { name: 'message', href: `${path}/message` },
    ...(isAtLeast(actor, 'contributor') ? [{ name: 'claim', href: `${path}/claim` }] : []),
    { name: 'cite', href: '#cite' },
  ];
}

/** How an asset is named in a report: its lead, else all its bodies; title, where it stands, and when it was looked at (YYYY-MM-DD). */
export function toCitation(
  { title, organisations }: Pick<Awaited<ReturnType<typeof describeAsset>>, 'title' | 'organisations'>,
  { address, on }: { address: string; on: string },
): string {
  const leads = organisations.filter(({ role }) => role === 'lead');
  const bodies = [...new Set((leads.length > 0 ? leads : organisations).map((one) => one.title))].join(', ');
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(on));
  const parts = [bodies, title, 'Council Reuse Catalogue', address, `accessed ${date}`];
  return `${parts.filter((part) => part !== '').join('. ')}.`;
}
