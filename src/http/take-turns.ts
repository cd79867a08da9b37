import type { preHandlerHookHandler } from 'fastify';
import { CatalogueError } from '../domain/errors.ts';

/** More than any burst that is answered in time: on one core some seconds of searches. */
const mostWaiting = 1000;

/**
 * Lets one request go on in each turn of the event loop, in the order they came. Node takes in one new connection a turn: a turn in which
 * every search that has arrived is answered lasts so long under load that callers without a connection, health checks among them, wait for
 * many seconds. Beyond `most` that wait, callers are asked to come back: who waits longer has mostly gone.
 */
export function takeTurns(most = mostWaiting): preHandlerHookHandler {
  const waiting: (() => void)[] = [];

  function letOneGoOn(): void {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(letOneGoOn);
  }

  return (_request, _reply, done) => {
    if (waiting.length >= most) {
      done(new CatalogueError('unavailable', 'Too many searches are waiting to be answered; try again soon'));
      return;
    }
    waiting.push(done);
    if (waiting.length === 1) setImmediate(letOneGoOn);
  };
}
