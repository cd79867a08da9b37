// Lists searches that found nothing within the last 90 days, most frequent first, for whoever tends the thesaurus.
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { openMisses } from '../src/services/open-stores.ts';

const { values } = parseArgs({ options: { limit: { type: 'string', default: '50' } } });
const limit = Number(values.limit);
if (!Number.isInteger(limit) || limit < 1) {
  console.error('--limit takes a whole number from 1');
  process.exit(2);
}
const misses = await openMisses(readConfig());
for (const { text, count, firstOn, lastOn } of await misses.list(limit)) {
  console.log(
    `${String(count).padStart(5)}  ${text}  (${firstOn === lastOn ? lastOn : `${firstOn} to ${lastOn}`})`,
  );
}
await misses.close();
