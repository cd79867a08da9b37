import type { preHandlerHookHandler } from 'fastify';

/**
 * Lets one request go on in each turn of the event loop, in the order they came. Node takes in one new connection a turn: a turn in which
 * every search that has arrived is answered lasts so long under load that callers without a connection, health checks among them, wait for
 * many seconds.
 */
export function takeTurns(): preHandlerHookHandler {
  const waiting: (() => void)[] = [];

  function letOneGoOn(): void {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(letOneGoOn);
  }

  return (_request, _reply, done) => {
    waiting.push(done);
    if (waiting.length === 1) setImmediate(letOneGoOn);
  };
}
