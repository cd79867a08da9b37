import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalidInput } from '../domain/errors.ts';
import type { KeptWrite } from '../ports/entry-store.ts';
import { type SealedAnswer, sealWith } from '../use-cases/sealed-answer.ts';
import { actorOf } from './access/actor-of.ts';
import type { ApiServices } from './api/api-services.ts';
import { sendProblem } from './problems.ts';

/** What a route that writes answers with. */
export interface WriteAnswer {
  status: number;
  body?: unknown;
  etag?: string;
  /** Path or address of what was made. */
  location?: string;
}

export interface Once {
  /**
   * The rows to give to `store.write` as `kept`, in the very write that the answer tells of: then the answer is there exactly if the write
   * is, also after a crash, and of two equal requests at a time one writes. None where the caller sent no Idempotency-Key.
   */
  kept(answer: WriteAnswer): KeptWrite[];
}

export const idempotencySpace = 'idempotency';
const dayMs = 24 * 3_600_000;
const header = 'Idempotency-Key';
const KeyHeader = z.string().regex(/^[\x21-\x7e]{1,255}$/);
const Kept = z.strictObject({ fingerprint: z.string(), sealed: z.string() });

/**
 * Answers a request that writes, once for each `Idempotency-Key`: the same key with the same request within a day gets the same answer
 * (status, body, ETag, Location) without a second write; with another body 422. Keys are the caller's own (actor, else address). Use it in
 * every POST, PATCH and DELETE route: `return answerOnce(request, reply, services, async (once) => …)`, with
 * `store.write({ …, kept: once.kept(answer) })` inside. An answer that was not given to `kept` is kept after the write; errors are not kept.
 * `sent` stands for the body where that is not what was parsed.
 */
export async function answerOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Pick<ApiServices, 'store' | 'now'>,
  act: (once: Once) => Promise<WriteAnswer>,
  { sent }: { sent?: Uint8Array } = {},
): Promise<FastifyReply> {
  const seal = readKey(request);
  if (seal === undefined) return send(reply, await act({ kept: () => [] }));

  const body = sent ?? JSON.stringify(request.body ?? null);
  const fingerprint = seal.fingerprint([request.method, request.url, body]);
  let isKept = false;
  const toKept = (answer: WriteAnswer): KeptWrite => ({
    space: idempotencySpace,
    key: seal.place,
    value: JSON.stringify({ fingerprint, sealed: seal.seal(JSON.stringify(answer)) }),
    expiresAt: new Date(services.now().getTime() + dayMs).toISOString(),
    onlyNew: true,
  });
  const once: Once = {
    kept(answer) {
      isKept = true;
      return [toKept(answer)];
    },
  };

  async function replay(): Promise<FastifyReply | undefined> {
    const kept = await services.store.kept(idempotencySpace, seal?.place ?? '', services.now().toISOString());
    if (kept === undefined || seal === undefined) return undefined;
    const earlier = Kept.parse(JSON.parse(kept));
    if (earlier.fingerprint !== fingerprint) {
      const message = 'was sent with another request within the last day; a new request needs a new key';
      return sendProblem(request, reply, 422, `${header}: ${message}`, [{ field: header, message }]);
    }
    reply.header('idempotent-replayed', 'true');
    return send(reply, JSON.parse(seal.open(earlier.sealed)) as WriteAnswer);
  }

  const repeated = await replay();
  if (repeated !== undefined) return repeated;
  let answer: WriteAnswer;
  try {
    answer = await act(once);
  } catch (error) {
    // The same request may have come twice at a time, and the other one has written.
    const other = await replay();
    if (other !== undefined) return other;
    throw error;
  }
  if (!isKept) await services.store.keep(toKept(answer));
  return send(reply, answer);
}

function readKey(request: FastifyRequest): SealedAnswer | undefined {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return undefined;
  const key = KeyHeader.safeParse(given);
  if (!key.success) {
    throw invalidInput([{ field: header, message: 'must have 1 to 255 visible ASCII characters' }]);
  }
  const { role, id = '', record = '' } = actorOf(request);
  const caller = role === 'anonymous' ? request.ip : `${id} ${record}`;
  return sealWith([role, caller, request.headers.authorization ?? '', key.data]);
}

function send(reply: FastifyReply, { status, body, etag, location }: WriteAnswer): FastifyReply {
  reply.code(status).header('cache-control', 'no-store');
  if (etag !== undefined) reply.header('etag', etag);
  if (location !== undefined) reply.header('location', location);
  if (body === undefined) return reply.send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}
