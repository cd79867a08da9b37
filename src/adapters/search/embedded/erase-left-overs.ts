import Database from 'libsql';

const busyTimeoutMs = 5000;

/**
 * Makes the file of an index anew from what it holds, so that no word of a document that was removed or replaced is left in it. Over a
 * connection of its own; false where another process is in the way.
 */
export function eraseLeftOvers(file: string): boolean {
  const database = new Database(file);
  try {
    database.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    // Removed words stay in the full-text tables, marked, until their parts are merged.
    for (const table of ['stems', 'words'])
      database.exec(`insert into ${table}(${table}) values ('optimize')`);
    database.exec('vacuum');
    const [result] = database.prepare('pragma wal_checkpoint(truncate)').all() as { busy: number }[];
    return result?.busy === 0;
  } catch {
    return false;
  } finally {
    database.close();
  }
}
