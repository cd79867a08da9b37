import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface PageServer {
  address: string;
  /** Milliseconds of processor time that it has used. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** The service over a folder's store, in a process of its own, with as little room for what is new as `npm start` gives. */
export async function startPageServer(folder: string, profileFolder?: string): Promise<PageServer> {
  const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const child = fork(fileURLToPath(new URL('../http-server.js', import.meta.url)), ['service'], {
    env: { ...process.env, DATA_DIR: folder },
    execArgv: [...process.execArgv, '--max-semi-space-size=4', ...profiling],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const address = await Promise.race([
    once(child, 'message').then(([message]) => String(message)),
    ended.then(([code]) => {
      throw new Error(`the server ended with ${code}`);
    }),
  ]);
  return {
    address,
    async cpuMs() {
      const answered = once(child, 'message');
      child.send('cpu');
      const [used] = await answered;
      return Number(used);
    },
    async stop() {
      // It ends by itself then, and so writes its profile.
      child.disconnect();
      await ended;
    },
  };
}
