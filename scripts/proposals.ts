// npm run proposals [-- list [--type variant] [--state open] | accept KEY | reject KEY --reason WHY | undo KEY --reason WHY]   Decides what was seen in the repositories; a running service takes it in by itself.
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { readConfig } from '../src/config.ts';
import type { Decision } from '../src/domain/decisions/decision.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import type { Proposal } from '../src/ports/enrichment-store.ts';
import { openEnrichment, openLeases, openStore } from '../src/services/open-stores.ts';
import { acceptProposal, rejectProposal } from '../src/use-cases/accept-proposal.ts';
import { undoProposal } from '../src/use-cases/undo-proposal.ts';
import { waitForLease } from '../src/use-cases/wait-for-lease.ts';

const usage =
  'npm run proposals -- list [--type variant|reuse|merge|repository] [--state open|accepted|rejected] | accept KEY | reject KEY --reason WHY | undo KEY --reason WHY';
const types = ['variant', 'reuse', 'merge', 'repository'];
const states = ['open', 'accepted', 'rejected'] as const;

function readArguments() {
  const { values, positionals } = parseArgs({
    options: {
      type: { type: 'string' },
      state: { type: 'string', default: 'open' },
      reason: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [command = 'list', key, ...more] = positionals;
  const { type, reason } = values;
  const state = states.find((one) => one === values.state);
  if (state === undefined) throw new Error(`--state takes ${states.join(', ')}`);
  if (type !== undefined && !types.includes(type)) throw new Error(`--type takes ${types.join(', ')}`);
  if (command === 'list' && key === undefined) return { command, type, state } as const;
  if (more.length > 0 || key === undefined) throw new Error('one KEY, as "list" shows it');
  if (command === 'accept') return { command, key } as const;
  if (command !== 'reject' && command !== 'undo') throw new Error(`there is no "${command}"`);
  if (reason === undefined) throw new Error(`${command} takes --reason`);
  return { command, key, reason } as const;
}

function givenOrExit(): ReturnType<typeof readArguments> {
  try {
    return readArguments();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

function print({ key, type, subject, object, relation, reasons, decision }: Proposal): void {
  console.log(key);
  const related = { variant: `${relation} of`, reuse: 'used by', merge: 'the same as', repository: '' }[type];
  console.log(`  ${[subject, related, object].filter(Boolean).join(' ')}`);
  for (const reason of reasons) console.log(`  - ${reason}`);
  if (decision !== undefined) console.log(`  rejected: ${decision}`);
}

function inFile(decision: Decision): string {
  if (decision.type === 'relation') return stringify({ relations: [decision.relation] });
  return decision.type === 'adoption' ? stringify({ adoption: [decision.adoption] }) : '';
}

const given = givenOrExit();
const config = readConfig();
const records = await openStore(config);
const enrichment = await openEnrichment(config, records);
const leases = await openLeases(config);
const deciding = { records, enrichment, now: () => new Date() };
try {
  if (given.command === 'list') {
    const all = await enrichment.proposals(given.state);
    const listed = all.filter(({ type }) => given.type === undefined || type === given.type);
    for (const proposal of listed) print(proposal);
    console.log(`${listed.length} ${given.state}`);
  } else if (given.command === 'reject') {
    await rejectProposal(deciding, given.key, given.reason, 'proposals');
    console.log(`Rejected ${given.key}; it will not come back.`);
  } else {
    const lease = await waitForLease(leases, 'import', {
      onWait: () => console.error('Waiting for an import …'),
    });
    try {
      if (given.command === 'undo') {
        await undoProposal(deciding, given.key, given.reason, 'proposals');
        console.log(`Undone ${given.key}: as the files say from now on; it will not come back.`);
      } else {
        const { proposal, decision } = await acceptProposal(deciding, given.key, 'proposals');
        console.log(`Accepted ${given.key}: shown from now on, and kept by imports.`);
        if (decision)
          console.log(`To state it in the file of ${proposal.subject} as well:\n\n${inFile(decision)}`);
      }
    } finally {
      await lease.release();
    }
  }
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await leases.close();
  await enrichment.close();
  await records.close();
}
