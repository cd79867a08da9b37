import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { compileOnce } from './compile-once.mjs';

// Node reads this twice: in the process of the tests, and in its thread that loads modules.
if (isMainThread) register(import.meta.url);

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context);
  return { format: 'module', source: await compileOnce(fileURLToPath(url), 'as-written'), shortCircuit: true };
}
