import { type LinkReading, observeLink, outcomeOfStatus } from '../domain/enrichment/link-state.ts';
import type { EnrichmentStore, LinkSighting } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { WebAnswer, WebFetcher } from '../ports/web-fetcher.ts';
import { type ListedLink, listLinks } from './list-links.ts';

export interface CheckingLinks {
  records: Pick<RecordStore, 'readAll'>;
  enrichment: Pick<EnrichmentStore, 'links' | 'saveLinks'>;
  /** Who looks, for the change log. */
  actor: string;
  /** Paces its requests to one host by itself. */
  web: WebFetcher;
  now: () => Date;
}

export interface LinkOptions {
  /** Hosts that are asked at the same time; by default 4. */
  abreast?: number;
  /** Addresses that were asked for within so many hours are left out; by default 20. */
  freshHours?: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

export interface CheckedLink extends ListedLink {
  sighting: LinkSighting;
  /** Why there was no answer this time. */
  message?: string;
}

/**
 * Opens every address that the catalogue gives outside the code host and keeps what came of it, host by host. What was asked for lately is
 * left out, so that a run that was stopped goes on. An address that may not be opened is a fault of the catalogue and noted as nonsense.
 */
export async function checkLinks(
  { records, enrichment, actor, web, now }: CheckingLinks,
  { abreast = 4, freshHours = 20, signal, onProgress = () => {} }: LinkOptions = {},
): Promise<CheckedLink[]> {
  const known = new Map((await enrichment.links()).map((link) => [link.address, link]));
  const freshFrom = now().getTime() - freshHours * 3_600_000;
  const due = (await listLinks(records)).filter(({ address }) => {
    const askedAt = known.get(address)?.observations.at(-1)?.at;
    return askedAt === undefined || Date.parse(askedAt) <= freshFrom;
  });
  const checked: CheckedLink[] = [];

  async function checkHost(links: readonly ListedLink[]): Promise<void> {
    for (const link of links) {
      if (signal?.aborted) return;
      const { reading, message } = await read(link.address);
      if (signal?.aborted) return;
      const held = known.get(link.address) ?? { address: link.address, state: 'unread', observations: [] };
      const at = now().toISOString();
      const sighting = observeLink<LinkSighting>(held, reading, at);
      const touched = isShownAlike(held, sighting) ? [] : link.places;
      await enrichment.saveLinks([sighting], { touched, at, actor });
      checked.push({ ...link, sighting, ...(message !== undefined && { message }) });
      onProgress(checked.length, due.length);
      // It asked to be left alone: the rest of it waits for the next run.
      if (reading.outcome === 'limited') return;
    }
  }

  async function read(address: string): Promise<{ reading: LinkReading; message?: string }> {
    const head = await web.fetch(address, { method: 'HEAD', signal });
    if (isSettled(head)) return { reading: toReading(head, address) };
    if (head.outcome === 'failed' && head.failure !== 'unreachable') return toFailure(head);
    // Many servers refuse HEAD, or answer it wrongly.
    const answer = await web.fetch(address, { method: 'GET', maxBytes: 20_000, cut: true, signal });
    if (answer.outcome === 'failed') return toFailure(answer);
    const reading = toReading(answer, address);
    return { reading, ...(reading.outcome !== 'found' && { message: `status ${answer.status}` }) };
  }

  const hosts = [...byHost(due).values()];
  const workers = Array.from({ length: Math.min(abreast, hosts.length) }, async () => {
    for (let links = hosts.shift(); links !== undefined; links = hosts.shift()) await checkHost(links);
  });
  await Promise.all(workers);
  return checked.sort((one, other) => (one.address < other.address ? -1 : 1));
}

function isSettled(answer: WebAnswer): answer is Extract<WebAnswer, { outcome: 'answered' }> {
  return answer.outcome === 'answered' && answer.status >= 200 && answer.status < 300;
}

function toReading(
  { status, redirects, address: end }: Extract<WebAnswer, { outcome: 'answered' }>,
  address: string,
): LinkReading {
  const outcome = outcomeOfStatus(status);
  const hasMoved =
    outcome === 'found' && redirects.length > 0 && redirects.every(({ isPermanent }) => isPermanent);
  return { outcome, ...(hasMoved && !isSamePlace(end, address) && { movedTo: end }) };
}

/** When it was looked at tells nobody anything new: records that give it change when its state does. */
function isShownAlike(before: LinkSighting, after: LinkSighting): boolean {
  return before.state === after.state && before.movedTo === after.movedTo;
}

/** A machine that no longer has a name is as absent as a page that is not there. */
function toFailure(answer: Extract<WebAnswer, { outcome: 'failed' }>): {
  reading: LinkReading;
  message: string;
} {
  const { failure, message } = answer;
  if (failure === 'no-such-host') return { reading: { outcome: 'absent' }, message };
  const isFault = failure === 'unusable' || failure === 'refused' || failure === 'too-many-redirects';
  return { reading: { outcome: isFault ? 'nonsense' : 'unreachable' }, message };
}

/** From http to https, or to the same with a slash, is no move that anybody need know of. */
function isSamePlace(one: string, other: string): boolean {
  const [first, second] = [one, other].map((address) => {
    const { host, pathname, search } = new URL(address);
    return `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`.toLowerCase();
  });
  return first === second;
}

function byHost(links: readonly ListedLink[]): Map<string, ListedLink[]> {
  const hosts = new Map<string, ListedLink[]>();
  for (const link of links) {
    const { host } = new URL(link.address);
    hosts.set(host, [...(hosts.get(host) ?? []), link]);
  }
  return hosts;
}
