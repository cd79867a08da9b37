import { WaitingType } from '../../../domain/moderation/waiting.ts';
import { listWaiting, type Waiting } from '../../../use-cases/list-waiting.ts';
import type { WebServices } from '../web-services.ts';

/** More than ever waits. */
const limit = 100_000;

/** The kind that an address asks for, where it is one. */
export function readType(query: unknown): WaitingType | undefined {
  return WaitingType.safeParse((query as { type?: unknown }).type).data;
}

/** All that waits, oldest first. */
export async function readQueue(services: WebServices): Promise<Waiting[]> {
  return (await listWaiting(services, { types: undefined, offset: 0, limit })).waiting;
}

export function pathOfWaiting(id: string, type: WaitingType | undefined, done?: string): string {
  const parameters = new URLSearchParams({ ...(type && { type }), ...(done !== undefined && { done }) });
  const query = parameters.size === 0 ? '' : `?${parameters}`;
  return `/moderate/${encodeURIComponent(id)}${query}`;
}

/** The one to look at after another, of the same kind where only that is looked at; the oldest after the last one. */
export function nextAfter(
  queue: readonly Waiting[],
  id: string,
  type: WaitingType | undefined,
): Waiting | undefined {
  const wanted = queue.filter((one) => one.id === id || type === undefined || one.type === type);
  const at = wanted.findIndex((one) => one.id === id);
  const next = wanted[at + 1] ?? wanted[0];
  return next?.id === id ? undefined : next;
}
