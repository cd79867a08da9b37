import t from 'tap';
import { amountShown, disagreements, sumAwards } from '../../src/domain/money.ts';
import type { Claim } from '../../src/domain/records/evidence.ts';
import type { SourceType } from '../../src/domain/records/source.ts';

const types: Record<string, SourceType> = {
  'announcement-000': 'announcement',
  'announcement-001': 'announcement',
  'funder-page': 'funder',
  'award-register': 'register',
  'press-early': 'press',
  'press-late': 'press',
  'council-page': 'council',
};
const dates: Record<string, string> = { 'press-early': '2020-03', 'press-late': '2020-04-01' };
const typeOf = (source: string) => types[source];
const dateOf = (source: string) => dates[source];

function amount(value: Claim['value'], source: string, fields: Partial<Claim> = {}): Claim {
  return { field: 'amountGbp', value, source, ...fields };
}

t.test('the amount shown is the best source, and every other claim is listed', async (t) => {
  const announced = amount(350_000, 'announcement-001');
  const funder = amount(340_000, 'funder-page');
  const register = amount(330_000, 'award-register');
  const press = amount(320_000, 'press-early');
  const council = amount(310_000, 'council-page');
  const byRank = [announced, funder, register, press];
  for (const [position, best] of byRank.entries()) {
    const given = byRank.slice(position).reverse();
    const found = amountShown(given, typeOf, dateOf);
    t.equal(found.shown, best);
    t.equal(found.amountGbp, best.value);
    t.same(
      found.others,
      given.filter((claim) => claim !== best),
    );
  }
  t.equal(amountShown([council, register], typeOf).shown, register);
  t.equal(amountShown([council], typeOf).amountGbp, 310_000, 'any source is better than none');
  t.equal(amountShown([amount(5, 'unheard-of'), register], typeOf).shown, register);
});

t.test('on a tie the earliest, undated last, then the first given', async (t) => {
  const late = amount(80_000, 'press-late');
  const early = amount(79_500, 'press-early');
  const undated = amount(70_000, 'council-page');
  t.equal(amountShown([undated, late, early], typeOf, dateOf).shown, early);
  t.equal(amountShown([late, undated], typeOf, dateOf).shown, late);
  t.equal(amountShown([late, early], typeOf).shown, late, 'without dates the first given');
});

t.test('what is no statement of this amount is never shown', async (t) => {
  const ambiguous = amount(10_000, 'announcement-000', { ambiguous: true });
  t.same(amountShown([ambiguous], typeOf), { others: [ambiguous] }, '"Newcastle" fits two awards');
  const register = amount(25_000, 'award-register');
  t.same(amountShown([ambiguous, register], typeOf), {
    amountGbp: 25_000,
    shown: register,
    others: [ambiguous],
  });
  for (const odd of [
    amount(null, 'award-register'),
    amount('up to £10,000', 'announcement-000'),
    amount(-1, 'award-register'),
    amount(Number.NaN, 'award-register'),
    amount(9, 'announcement-000', { basis: 'inferred' }),
  ]) {
    t.same(amountShown([odd], typeOf), { others: [odd] });
  }
  t.same(amountShown([{ field: 'totalGbp', value: 390_000, source: 'announcement-000' }], typeOf), {
    others: [],
  });
});

t.test('a sum counts every award once', async (t) => {
  const planning = { id: 'southwark-planning', aliases: ['award-500'], amountGbp: 350_000 };
  const sum = sumAwards([
    { id: 'award-500', amountGbp: 350_000 },
    planning,
    planning,
    { id: 'barnsley-payments', amountGbp: 100_000 },
    { id: 'digital-experts-11' },
  ]);
  t.same(sum, { totalGbp: 450_000, awards: 3, unknownAmounts: 1 });
  t.same(sumAwards([]), { totalGbp: 0, awards: 0, unknownAmounts: 0 });
  t.same(
    sumAwards([{ id: 'one' }, { id: 'one', amountGbp: 5 }]),
    { totalGbp: 5, awards: 1, unknownAmounts: 0 },
    'a copy of the award that knows the amount is enough',
  );
});

t.test('sources disagree where they say different things of one field', async (t) => {
  const forty: Claim = { field: 'signatories', value: 40, source: 'announcement-001' };
  const fifty: Claim = { field: 'signatories', value: 'more than 50', source: 'announcement-000' };
  const claims: Claim[] = [
    forty,
    { field: 'totalGbp', value: 800_000, source: 'announcement-000' },
    fifty,
    { field: 'totalGbp', value: 800_000, source: 'press-early' },
    { field: 'partners', value: ['lew', 'swk'], source: 'announcement-000' },
    { field: 'partners', value: ['swk', 'lew'], source: 'press-early' },
    amount(10_000, 'announcement-000', { ambiguous: true }),
    amount(25_000, 'press-early'),
  ];
  t.same(disagreements(claims), [{ field: 'signatories', claims: [forty, fifty] }]);
});
