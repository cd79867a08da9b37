import { test } from 'tap';
import { takeNames } from '../../../src/adapters/search/meilisearch/ask-names.ts';
import { tagOf } from '../../../src/adapters/search/meilisearch/document-key.ts';
import { buildTagIndex, readTag, writeTag } from '../../../src/adapters/search/meilisearch/tag-index.ts';
import {
  checkOf,
  isNameOf,
  readTokens,
  tokenNumber,
  weightOf,
  writeTokens,
} from '../../../src/adapters/search/meilisearch/token-weights.ts';

const tags = Array.from({ length: 5000 }, (_, at) => tagOf(`asset-${at}`, 'fingerprint'));

function answerWith(names: Record<string, number>): Buffer {
  const results = [
    {
      indexUid: 'catalogue',
      hits: [],
      estimatedTotalHits: 3,
      facetDistribution: { tag: names },
      facetStats: {},
    },
    { indexUid: 'catalogue', hits: [{ key: 'position' }], estimatedTotalHits: 1 },
  ];
  return Buffer.from(JSON.stringify({ results }));
}

test('tags are short, name what a document held, and are numbers that are found again', async (t) => {
  t.ok(tags.every((tag) => /^[0-9a-z]{10}$/.test(tag)));
  t.equal(new Set(tags).size, tags.length);
  t.not(tagOf('asset-1', 'one'), tagOf('asset-1', 'other'));
  const index = buildTagIndex();
  for (const [row, tag] of tags.entries()) index.set(readTag(tag), row);
  for (const [row, tag] of tags.entries()) {
    if (index.rowOf(readTag(tag)) !== row || writeTag(readTag(tag)) !== tag) t.fail(`${tag} is lost`);
  }
  t.equal(index.rowOf(readTag(tagOf('asset-1', 'other'))), undefined);
  index.set(readTag(tags[7] as string), 99);
  t.equal(index.rowOf(readTag(tags[7] as string)), 99, 'the newest row of a tag');
  t.equal(writeTag(readTag('0000000z1a')), '0000000z1a', 'zeros at the start stay');
});

test('names are taken out of an answer, whose rest is as it was', async (t) => {
  const taken = takeNames(answerWith(Object.fromEntries(tags.map((tag) => [tag, 1]))));
  t.same(taken?.tags.map(writeTag), tags);
  const rest = JSON.parse(String(taken?.rest));
  t.same(rest.results[0].facetDistribution, {});
  t.same(rest.results[1].hits, [{ key: 'position' }]);
  t.same(takeNames(answerWith({}))?.tags, []);
  const without = Buffer.from('{"results":[{"hits":[],"facetDistribution":{}}]}');
  t.same(takeNames(without), { tags: [], rest: without });
});

test('what is not one document for each name is not taken', async (t) => {
  const [one = '', other = ''] = tags;
  const wrong: Record<string, Buffer> = {
    'two documents of one name': answerWith({ [one]: 1, [other]: 2 }),
    'ten documents of one name': answerWith({ [one]: 10, [other]: 1 }),
    'a name of another length': answerWith({ short: 1 }),
    'an answer cut off': answerWith({ [one]: 1, [other]: 1 }).subarray(0, 120),
  };
  for (const [name, answer] of Object.entries(wrong)) {
    const taken = takeNames(answer);
    t.ok(taken === undefined || taken.tags.length < 2, name);
  }
});

test('tokens come back with what they weigh', async (t) => {
  const tokens = new Map([
    ['repair', { weight: 10, isName: true }],
    ['report it', { weight: 14.5, isName: false }],
    ['service:housing-repairs', { weight: 0, isName: false }],
    ['', { weight: 63, isName: true }],
    ['caffè', { weight: 1 + 1 / 3, isName: false }],
  ]);
  const found = new Map<string, { weight: number; isName: boolean }>();
  const count = readTokens(writeTokens(tokens), (hash, value) => {
    found.set(`${hash} ${checkOf(value)}`, { weight: weightOf(value), isName: isNameOf(value) });
  });
  t.equal(count, tokens.size);
  for (const [token, { weight, isName }] of tokens) {
    const { hash, check } = tokenNumber(token);
    const read = found.get(`${hash} ${check}`);
    t.equal(read?.isName, isName, token);
    t.ok(Math.abs((read?.weight ?? -1) - weight) < 0.01, `${token} weighs ${weight}`);
  }
  const numbers = Array.from({ length: 50_000 }, (_, at) => {
    const { hash, check } = tokenNumber(`token ${at}`);
    return `${hash} ${check}`;
  });
  t.ok(new Set(numbers).size > numbers.length - 3, 'hardly two tokens are one number');
});
