import type { Service } from '../records/service.ts';
import { growTermTree } from '../thesaurus/term-tree.ts';
import { wordKey } from '../thesaurus/word-key.ts';
import { askingWords, generalWords } from './asking-words.ts';
import { foldWords, functionWords } from './query.ts';
import type { QueryToken, Span } from './query-tokens.ts';

export type NamedService = Pick<Service, 'id' | 'title'> &
  Partial<Pick<Service, 'plainName' | 'formerLabels' | 'status'>>;

export interface NamedServices {
  span: Span;
  services: NamedService[];
}

/** More services than this of one name say nothing of which is meant. */
const mostMeant = 4;

/** Services of the list under their official, plain and former names, the longest at each place. */
export function buildServiceReader(
  services: readonly NamedService[],
): (tokens: readonly QueryToken[]) => NamedServices[] {
  const tree = growTermTree<NamedService>();
  for (const service of services) {
    const present = [service.title, service.plainName ?? ''].map((name) => foldWords(name).join(' '));
    const former = (service.formerLabels ?? []).map((name) => foldWords(name).join(' '));
    // A single word that was once a label ("Schools") says little.
    const forms = new Set([...present, ...former.filter((form) => form.includes(' '))]);
    for (const form of forms) {
      const words = form.split(' ').filter((word) => word !== '');
      const telling = words.filter(
        (word) => !functionWords.has(word) && !generalWords.has(word) && !askingWords.has(word),
      );
      if (telling.length > 0) tree.add(words, service);
    }
  }

  return (tokens) => {
    const keys = tokens.map(({ word }) => wordKey(word));
    const found: NamedServices[] = [];
    for (let from = 0; from < keys.length; from += 1) {
      const ends = new Map<number, Set<NamedService>>();
      tree.walk(keys, from, (service, to) => ends.set(to, (ends.get(to) ?? new Set()).add(service)));
      const to = Math.max(0, ...ends.keys());
      const services = [...(ends.get(to) ?? [])];
      if (services.length === 0 || services.length > mostMeant) continue;
      found.push({ span: { from, to }, services });
      from = to - 1;
    }
    return found;
  };
}
