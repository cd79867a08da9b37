import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Runs one of scripts/ in a process of its own, so that the memory it takes is gone afterwards, and waits for it; whether it did its work. */
export async function runBeside(script: string, ...given: readonly string[]): Promise<boolean> {
  const file = fileURLToPath(new URL(`../scripts/${script}.js`, import.meta.url));
  const child = spawn(process.execPath, [file, ...given], { stdio: 'inherit' });
  const end = () => child.kill();
  process.once('exit', end);
  const [code] = await once(child, 'exit');
  process.off('exit', end);
  return code === 0;
}
