import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { licenceValue, type openLicenceNormaliser } from '../../src/domain/licence.ts';
import { foldExact } from '../../src/domain/query/query.ts';
import type { SearchDocument } from '../../src/domain/search/search-document.ts';
import { exactForms, repositoryText } from '../../src/domain/search/search-text.ts';

/** A record of a public-sector catalogue other than this one, as its publisher wrote it. */
const CorpusRecord = z.object({
  title: z.string(),
  description: z.string().nullable(),
  url: z.string().nullable(),
  organisation: z.string().nullable(),
  licence: z.string().nullable(),
  languages: z.array(z.string()),
  tags: z.array(z.string()),
});
export type CorpusRecord = z.infer<typeof CorpusRecord>;

/** The records of a file of JSON lines; undefined where there is no such file. */
export async function readCorpus(file: string): Promise<CorpusRecord[] | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text
    ?.split('\n')
    .filter((line) => line !== '')
    .map((line) => CorpusRecord.parse(JSON.parse(line)));
}

const summaryLength = 300;

/** The sentences that a summary has room for, and the rest. */
function partSummary(description: string): { summary: string; body: string } {
  if (description.length <= summaryLength) return { summary: description, body: '' };
  const end = description.lastIndexOf('. ', summaryLength) + 1 || description.lastIndexOf(' ', summaryLength);
  return { summary: description.slice(0, end), body: description.slice(end).trim() };
}

/**
 * A search document with the words, licence and languages of a corpus record. What only this catalogue says (services, themes, funds,
 * phases, partners, signals) is that of one of its own documents, so that filters, facets and ranking have as much to do as they do there.
 */
export function toCorpusDocument(
  { title, description, url, organisation, licence, languages, tags }: CorpusRecord,
  own: SearchDocument,
  normaliseLicence: ReturnType<typeof openLicenceNormaliser>,
): Omit<SearchDocument, 'id' | 'updatedAt'> {
  const repository = /github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[/?#]|$)/.exec(url ?? '')?.[1];
  const { summary, body } = partSummary(description ?? '');
  const owner = {
    id: foldExact(organisation ?? '').replaceAll(' ', '-'),
    name: organisation ?? '',
    role: 'lead',
  };
  const leads = organisation ? [owner] : [];
  const partners = own.summary.organisations.map((one) => ({ ...one, role: 'partner' }));
  const stated = licence === null ? undefined : { status: 'stated' as const, ...normaliseLicence(licence) };
  const { kind, tier, signals, adopters, years, capacity, amountGbp } = own;
  return {
    ...{ kind, tier, signals, adopters, years, capacity, amountGbp },
    text: {
      title,
      names: '',
      repository: repositoryText(repository),
      subjects: own.text.subjects,
      summary,
      organisations: [organisation ?? '', own.text.organisations].join(', '),
      technology: [...languages, licence ?? '', ...tags].join(', '),
      body,
    },
    facets: {
      ...own.facets,
      organisation: [...new Set([...leads, ...partners].map(({ id }) => id))],
      licence: [licenceValue(stated)],
      language: languages,
    },
    exact: exactForms([title, repository, repository?.split('/')[1]]),
    originals: [],
    summary: {
      ...own.summary,
      ...{ title, summary, repository, languages, licence: licence ?? undefined },
      parts: undefined,
      organisations: [...leads, ...partners],
    },
  };
}
