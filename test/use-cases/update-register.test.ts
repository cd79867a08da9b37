import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { openRegisterTables } from '../../src/adapters/catalogue-files/register-tables.ts';
import { registers } from '../../src/domain/registers/registers.ts';
import { updateRegister } from '../../src/use-cases/update-register.ts';
import { copyRegisters } from '../support/register-copy.ts';

async function start(t: Test) {
  const copy = await copyRegisters();
  t.teardown(copy.remove);
  const edition = join(copy.folder, 'edition.csv');
  return {
    ...copy,
    edition,
    async update(register: string, text: string, write = false) {
      await writeFile(edition, text);
      return updateRegister(openRegisterTables(copy.folder), { register, edition, write });
    },
  };
}

t.test('every table says of itself that nothing changed, and names what is known to be amiss', async (t) => {
  const { update, read } = await start(t);
  for (const [name, { file }] of Object.entries(registers)) {
    const found = await update(name, await read(file), true);
    t.match(
      found,
      { faults: [], added: [], changed: [], removed: [], columnsAdded: [], columnsGone: [], written: false },
      name,
    );
    t.ok(found.unchanged > 0, `${name} has rows`);
    const expected = name === 'govuk-plain-names' ? [/LGSL: "90" is not in services/] : [];
    t.match(found.warnings, expected, `warnings of ${name}`);
    t.equal(found.warnings.length, expected.length);
  }
});

t.test('a newer edition is reported first and written only when asked', async (t) => {
  const { update, read, folder } = await start(t);
  const before = await read('awards/awards.csv');
  const newer = before
    .replace(
      '1,2021-03-01,local-plan-pathfinders,local-plan-pathfinders,80000,',
      '1,2021-03-02,local-plan-pathfinders,local-plan-pathfinders,81000,',
    )
    .replace(/^2,.*\n/m, '')
    .concat('574,2026-07-01,dmsf,software,1000,local-authority:SWK,local-authority:LBH,,BOPS\n');
  const report = await update('awards', newer);
  t.match(report, {
    added: ['574'],
    changed: [{ key: '1', columns: ['start-date', 'amount'] }],
    removed: ['2'],
    unchanged: 571,
    rows: 573,
    warnings: [],
    written: false,
  });
  t.equal(await read('awards/awards.csv'), before, 'nothing was written');

  const written = await update('awards', newer, true);
  t.equal(written.written, true);
  t.equal(await read('awards/awards.csv'), newer);
  t.match(await update('awards', newer), { added: [], changed: [], removed: [] });
  t.same(
    (await readdir(join(folder, 'awards'))).filter((name) => name.endsWith('.new')),
    [],
    'no half-written file is left behind',
  );
});

t.test("a publisher's full file is accepted, and its sentences are left out", async (t) => {
  const { update, read } = await start(t);
  const full = (await read('services/services.csv'))
    .split('\n')
    .map((line, index) =>
      line === '' ? line : `${line},${index === 0 ? 'Description' : 'What the council does.'}`,
    )
    .join('\r\n');
  const report = await update('services', `\uFEFF${full}`, true);
  t.match(report, {
    leftOut: { columns: ['Description'] },
    columnsAdded: [],
    changed: [],
    unchanged: 1002,
    written: false,
  });

  const sentence =
    'Exploring and linking of all data and intelligence to address the problem of data duplication in planning.';
  const awards = (await read('awards/awards.csv')).replace(
    'local-authority:ASF,,,',
    `local-authority:ASF,,,${sentence}`,
  );
  t.match(await update('awards', awards), { leftOut: { notes: 1 }, changed: [], faults: [] });
});

t.test('wrong rows are faults with line and field, and nothing is compared nor written', async (t) => {
  const { update, read, edition } = await start(t);
  const before = await read('councils/councils.csv');
  const wrong = before
    .replace(',England,South East,NMD,', ',Englund,South East,XXX,')
    .replace('2015-04-01', '2015-02-30')
    .concat(before.split('\n')[1] ?? '', '\n');
  const report = await update('councils', wrong, true);
  const last = before.split('\n').length;
  t.match(
    report.faults.find((fault) => fault.field === 'nation'),
    { file: edition, line: Number, message: String },
  );
  t.match(
    report.faults.find((fault) => fault.field === 'local-authority-type'),
    { file: edition },
  );
  t.match(
    report.faults.find((fault) => fault.field === 'start-date'),
    { line: 2, message: /YYYY-MM-DD/ },
  );
  t.match(
    report.faults.find((fault) => fault.message.includes('stands in line 2')),
    { line: last, field: 'local-authority-code' },
  );
  t.match(report, { added: [], changed: [], removed: [], written: false });
  t.equal(await read('councils/councils.csv'), before);

  t.match(await update('funds', 'fund,title\nx,X\n'), {
    faults: [{ line: 1, field: 'name', message: 'column missing' }, {}, {}, {}, {}],
  });
  t.match((await update('funds', '')).faults, [{ message: 'no header' }]);
  t.match((await update('gss-codes', 'gss-code,local-authority-code\n')).faults, [{ message: 'no rows' }]);
  t.match((await update('gss-codes', 'gss-code,local-authority-code\nE09000028\n')).faults, [
    { line: 2, message: /1 values/ },
  ]);
});

t.test(
  'warns of unknown codes, of codes still in use, and of councils that end without a successor',
  async (t) => {
    const { update, read } = await start(t);
    const councils = await read('councils/councils.csv');
    const ended = councils
      .split('\n')
      .filter((line) => !line.startsWith('ABD,'))
      .map((line) => (line.startsWith('SWK,') ? line.replace(',True,', ',False,') : line))
      .join('\n')
      .replace('2019-03-31,BPC', '2019-03-31,BPX');
    const { warnings, faults } = await update('councils', ended);
    t.same(faults, []);
    t.ok(warnings.some((warning) => /replaced-by: "BPX" is not in councils/.test(warning)));
    t.ok(warnings.includes('"ABD" would be gone, and council-names still names it'));
    t.ok(warnings.includes('"ABD" would be gone, and gss-codes still names it'));
    t.ok(warnings.some((warning) => /^SWK .*would end without a successor$/.test(warning)));
    t.notOk(
      warnings.some((warning) => warning.includes('NIR-')),
      'what the register never said is no news',
    );

    const awards = (await read('awards/awards.csv')).replace('local-authority:ASF', 'local-authority:QQQ');
    t.match((await update('awards', awards)).warnings, ['line 2, organisation: "QQQ" is not in councils']);
  },
);

t.test('an unknown register answers with those there are', async (t) => {
  const { update } = await start(t);
  for (const name of ['parishes', 'constructor']) {
    const error = await update(name, 'a\n1\n').catch((reason: unknown) => reason);
    t.match(error, { kind: 'invalid', faults: [{ field: 'register', allowed: Object.keys(registers) }] });
  }
});
