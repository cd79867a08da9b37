// Checks every curated and seed file, one by one and together. Reads only.
import { readConfig } from '../src/config.ts';
import { openFiles } from '../src/services/open-files.ts';
import { checkCatalogue, describeFault } from '../src/use-cases/check-catalogue.ts';

const { records, faults } = await checkCatalogue(await openFiles(readConfig()));
for (const fault of faults) console.error(describeFault(fault));
if (faults.length > 0) {
  console.error(`${faults.length} faults`);
  process.exitCode = 1;
} else {
  console.log(`${records.length} records, no faults`);
}
