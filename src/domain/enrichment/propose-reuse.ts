import type { CouncilDirectory } from '../councils/council-directory.ts';
import { resolveOrganisations } from '../councils/resolve-organisations.ts';
import type { Asset } from '../records/asset.ts';
import type { Organisation } from '../records/organisation.ts';
import type { ObservedAsset, SeenRelation } from './observed-asset.ts';

/** Words that say that whoever follows uses it. "Developed by", "funded by" and "based on" do not. */
const uses =
  /\b(?:(?:is|are|been|being|currently|now|also|already) )*(?:used|adopted|deployed|implemented|rolled out|in use|in production|live|reused|re-used)(?: successfully| internally| today)? (?:by|at|in|across|for)\b|\bcouncils? (?:currently |now )?using (?:it|this)(?: are| include)?:?/gi;
const usersHeading =
  /^(?:who (?:uses|is using|’s using|'s using)(?: it| this)?|used by|in use (?:at|by)|adopters|councils using (?:it|this))[:?]?$/i;
/** What comes before the words may turn them round. */
const doubtful =
  /\b(?:not|never|no longer|was|were|could|can|may|might|should|will|would|to|plan(?:s|ned)?|previously|formerly)\b[^.;]*$/i;
const mostAfter = 220;
const longestList = 30;

/** Who a product's files say uses it, with the words they say it with. Those who made it, or whose account it is in, do not reuse it. */
export function proposeReuse(
  observed: readonly ObservedAsset[],
  directory: CouncilDirectory,
): SeenRelation[] {
  return observed.flatMap((one) => {
    const makers = makersOf(one, directory);
    const seen = new Map<string, SeenRelation>();
    for (const { text, place, words } of statementsOf(one)) {
      for (const { id, title } of councilsIn(text, directory)) {
        const isOwn = makers.has(id) || one.asset.adoption.some(({ organisation }) => organisation === id);
        if (isOwn) continue;
        const reason = `${title} is named in ${place} of ${one.repository}: "${words}"`;
        const known = seen.get(id);
        if (known !== undefined) known.reasons.push(reason);
        else {
          const key = `reuse:${one.asset.id}:${id}`;
          seen.set(id, { key, type: 'reuse', subject: one.asset.id, object: id, reasons: [reason] });
        }
      }
    }
    return [...seen.values()];
  });
}

interface UseStatement {
  /** What names who uses it. */
  text: string;
  place: string;
  words: string;
}

function statementsOf({ facets }: ObservedAsset): UseStatement[] {
  const usedBy = facets.publiccode?.value?.fields?.usedBy;
  const listed = Array.isArray(usedBy) ? usedBy.filter((name) => typeof name === 'string') : [];
  const { readme, description } = facets;
  return [
    ...listed.map((text) => ({
      text,
      place: facets.publiccode?.value?.file ?? 'publiccode.yml',
      words: `usedBy: ${text}`,
    })),
    ...inProse(description?.value ?? '', 'the description'),
    ...inProse(readme?.value?.text ?? '', readme?.value?.file ?? 'the README'),
    ...underHeading(readme?.value?.text ?? '', readme?.value?.file ?? 'the README'),
  ];
}

function inProse(text: string, place: string): UseStatement[] {
  return text.split('\n').flatMap((line) =>
    [...line.matchAll(uses)].flatMap((cue) => {
      const before = line.slice(Math.max(0, cue.index - 80), cue.index);
      if (doubtful.test(before)) return [];
      const after = line.slice(cue.index + cue[0].length, cue.index + cue[0].length + mostAfter);
      const [named = ''] = after.split(
        /[.;:!?()]|\b(?:to|who|which|that|since|for|where|when|as|with|via)\b/,
        1,
      );
      return named.trim() === '' ? [] : [{ text: named.trim(), place, words: `${cue[0]}${named}`.trim() }];
    }),
  );
}

/** A list of names, one a line, below "Who uses this?". It ends with the first line that is more than a name. */
function underHeading(text: string, place: string): UseStatement[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.flatMap((heading, at) => {
    if (!usersHeading.test(heading)) return [];
    const below = lines.slice(at + 1, at + 1 + longestList).filter((line) => line !== '');
    const end = below.findIndex((line) => line.split(/\s+/).length > 8);
    return below
      .slice(0, end === -1 ? below.length : end)
      .map((line) => ({ text: line, place, words: `${heading} ${line}` }));
  });
}

/** Councils that the words name surely: not one of several, and not by a short form or a bare abbreviation. */
function councilsIn(text: string, directory: CouncilDirectory): { id: string; title: string }[] {
  return resolveOrganisations(text.slice(0, 500), directory)
    .parts.filter(({ outcome, text: name }) => outcome === 'resolved' && /\p{Lu}/u.test(name))
    .flatMap((part) => part.organisations)
    .filter(({ isCouncil, how }) => isCouncil && (how === 'title' || how === 'name' || how === 'place'));
}

function makersOf({ asset, repository }: ObservedAsset, directory: CouncilDirectory): Set<string> {
  const account = repository.split('/')[0]?.toLowerCase() ?? '';
  const holds = ({ accounts }: Organisation) => accounts.some((name) => name.toLowerCase() === account);
  const owners = directory.organisations.filter(holds).map(({ id }) => id);
  const makers = [...owners, ...partiesOf(asset)];
  return new Set(
    makers.flatMap((id) => [
      id,
      ...directory.predecessorsOf(id).map((body) => body.id),
      ...directory.successorsOf(id).map((body) => body.id),
    ]),
  );
}

function partiesOf({ lead, partners, suppliers }: Asset): string[] {
  const parties = [...(lead === undefined ? [] : [lead]), ...partners];
  return [...parties.map(({ organisation }) => organisation), ...suppliers];
}
