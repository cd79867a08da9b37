import { foldWords } from '../domain/query/query.ts';
import { buildQueryReader, type QueryReader } from '../domain/query/query-reader.ts';
import { buildThesaurus } from '../domain/thesaurus/thesaurus.ts';
import type { ThesaurusGroup } from '../domain/thesaurus/thesaurus-group.ts';
import type { Directory } from './open-directory.ts';

/** What a reader needs of the index: the words it holds. */
export interface IndexedWords {
  /** Indexed words, folded and not stemmed, with the number of documents that hold each. */
  vocabulary(): Promise<ReadonlyMap<string, number>>;
}

interface Reading {
  index: IndexedWords;
  directory: Pick<Directory, 'councils' | 'services' | 'fund' | 'fundIds' | 'lists' | 'readObserved'>;
  thesaurus: readonly ThesaurusGroup[];
  /** The form in which the index compares words. */
  stem?: (word: string) => string;
}

/** Understands queries by what the catalogue holds. `refresh` follows a change of the directory or the index. */
export interface OpenQueryReader extends QueryReader {
  refresh(): Promise<void>;
}

export async function openQueryReader(reading: Reading): Promise<OpenQueryReader> {
  const { index, directory, thesaurus: groups, stem } = reading;
  const thesaurus = buildThesaurus(groups);
  const terms = new Set(groups.flatMap((group) => group.terms.flatMap(foldWords)));

  async function build(): Promise<QueryReader> {
    const [vocabulary, observed] = await Promise.all([index.vocabulary(), directory.readObserved()]);
    return buildQueryReader({
      vocabulary,
      stem,
      further: terms,
      thesaurus,
      councils: directory.councils,
      funds: directory.fundIds().flatMap((id) => directory.fund(id) ?? []),
      services: [...directory.services.values()],
      licences: directory.lists.licences,
      languages: [...observed.language.keys()],
    });
  }

  let reader = await build();
  return {
    understand: (text) => reader.understand(text),
    async refresh() {
      reader = await build();
    },
  };
}
