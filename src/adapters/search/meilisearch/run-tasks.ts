import { setTimeout as delay } from 'node:timers/promises';
import type { EnqueuedTask, Meilisearch, Task } from 'meilisearch';
import { CatalogueError } from '../../../domain/errors.ts';

/** A task waits behind everybody else's, and a large batch takes a while. */
const longestMs = 1_800_000;
/** Looking again and again takes time from the work that is looked at: the longer it lasts, the more seldom. */
const pauses = { firstMs: 15, growth: 1.25, mostMs: 400 };

async function untilDone(client: Meilisearch, { taskUid }: EnqueuedTask): Promise<Task> {
  const deadline = Date.now() + longestMs;
  for (let pauseMs = pauses.firstMs; ; pauseMs = Math.min(pauses.mostMs, pauseMs * pauses.growth)) {
    const task = await client.tasks.getTask(taskUid);
    if (task.status !== 'enqueued' && task.status !== 'processing') return task;
    if (Date.now() > deadline) {
      throw new CatalogueError(
        'unavailable',
        `Meilisearch has not carried out a task in time (${task.type})`,
      );
    }
    await delay(pauseMs);
  }
}

/** Waits for a task; CatalogueError 'unavailable' where it did not succeed, unless the failure is one that is expected. */
export async function awaitTask(
  client: Meilisearch,
  task: EnqueuedTask,
  expected?: string,
): Promise<Pick<Task, 'status'>> {
  const done = await untilDone(client, task);
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
