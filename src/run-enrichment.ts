import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { enrichmentIsBusy } from './use-cases/enrich-budget-note.ts';

const script = fileURLToPath(new URL('../scripts/enrich.js', import.meta.url));
/** After it was told to stop: it finishes keeping what it has just read. */
const longestStopMs = 3000;
/** Ended because it was told to. */
const stoppedCode = 130;

/**
 * A run of `npm run enrich` in a process of its own, so that the memory it takes is gone afterwards and nothing of it can hold up requests.
 * Rejects with what it printed last when it could not do its work.
 */
export async function runEnrichment(only: readonly string[], signal: AbortSignal): Promise<'done' | 'busy'> {
  const actor = only.length > 0 ? 'webhook' : 'schedule';
  const given = ['--actor', actor, ...only.flatMap((repository) => ['--only', repository])];
  // The channel tells it when this process is gone.
  const child = spawn(process.execPath, [script, ...given], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-500);
  });
  const ended = once(child, 'close');
  const stop = async () => {
    child.kill('SIGTERM');
    await delay(longestStopMs, undefined, { ref: false });
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  const [code] = await ended;
  signal.removeEventListener('abort', stop);
  if (code === 0 || code === stoppedCode || signal.aborted) return 'done';
  if (printed.includes(enrichmentIsBusy)) return 'busy';
  throw new Error(printed.trim().split('\n').at(-1) || `ended with ${code}`);
}
