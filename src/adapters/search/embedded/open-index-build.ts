import { randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { IndexBuild } from '../../../ports/search-index.ts';
import { deleteIndexFiles, openScratchDatabase } from './open-index-database.ts';
import { prepareWriter } from './write-documents.ts';

const mark = '.building-';
/** A build writes all the time: a file that nobody wrote to for so long was left by a process that was killed. */
const leftOverMs = 600_000;

function deleteLeftOvers(file: string): void {
  const folder = dirname(file);
  const left = readdirSync(folder).filter((name) => name.startsWith(`${basename(file)}${mark}`));
  for (const name of left) {
    const { mtimeMs } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > leftOverMs) deleteIndexFiles(join(folder, name));
  }
}

interface Building {
  /** Of the index that answers. */
  file: string;
  edition: string;
  /** Takes the tables of a finished file over. */
  publish(from: string): Promise<void>;
}

/** Fills a file beside the index's own: nobody who reads or writes that one waits for it. */
export function openIndexBuild({ file, edition, publish }: Building): IndexBuild {
  const target = file === ':memory:' ? join(tmpdir(), 'search.db') : file;
  deleteLeftOvers(target);
  const built = `${target}${mark}${randomUUID()}`;
  const database = openScratchDatabase(built, edition);
  const write = prepareWriter(database);
  let isOpen = true;

  function end(): void {
    isOpen = false;
    database.close();
    deleteIndexFiles(built);
  }

  function put(documents: Parameters<IndexBuild['put']>[0], cursor: number, history?: string): void {
    database.exec('begin');
    try {
      write({ put: documents, remove: [], cursor, history });
      database.exec('commit');
    } catch (error) {
      end();
      throw error;
    }
  }

  return {
    async put(documents) {
      put(documents, 0);
    },
    async publish(cursor, history) {
      put([], cursor, history);
      try {
        await publish(built);
      } finally {
        end();
      }
    },
    async abandon() {
      if (isOpen) end();
    },
  };
}
