import type { EnqueuedTask, Meilisearch, Task } from 'meilisearch';
import { CatalogueError } from '../../../domain/errors.ts';

/** A task waits behind everybody else's, and a large batch takes a while. */
const waiting = { timeout: 1_800_000, interval: 15 };

/** Waits for a task; CatalogueError 'unavailable' where it did not succeed, unless the failure is one that is expected. */
export async function awaitTask(
  client: Meilisearch,
  task: EnqueuedTask,
  expected?: string,
): Promise<Pick<Task, 'status'>> {
  const done = await client.tasks.waitForTask(task, waiting);
  const reason = done.error?.code ?? done.status;
  if (done.status !== 'succeeded' && reason !== expected) {
    throw new CatalogueError('unavailable', `Meilisearch did not carry out a task (${done.type}): ${reason}`);
  }
  return done;
}

/** Waits for all, which Meilisearch carries out in their order. */
export async function awaitTasks(client: Meilisearch, tasks: readonly EnqueuedTask[]): Promise<void> {
  for (const task of tasks) await awaitTask(client, task);
}
