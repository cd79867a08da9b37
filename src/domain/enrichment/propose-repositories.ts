import type { CouncilDirectory } from '../councils/council-directory.ts';
import { readNameWords } from '../councils/name-words.ts';
import { repositoryId } from '../ids.ts';

/** A repository of an account, as far as it is judged by. */
export interface CandidateRepository {
  repository: string;
  description: string | null;
  topics: readonly string[];
  isFork: boolean;
  parent?: string;
  isArchived: boolean;
  isTemplate: boolean;
  stars: number;
  pushedAt: string | null;
  readme?: string;
}

export interface WeighingRepository {
  directory: CouncilDirectory;
  /** By `repositoryId`: the asset that a listed address leads to. */
  listed: ReadonlyMap<string, string>;
  /** ISO-8601 */
  at: string;
}

const designating: ReadonlySet<string> = new Set(['council', 'borough']);
const longestLine = 1000;
const recentYears = 2;
const tellingReadme = 40;
/** Names of what holds no software that anybody could reuse. */
const noProduct =
  /^\.|(?:^|[-_.])(?:test|tests|testing|demo|sandbox|playground|tutorial|training|exercise|kata|scratch|spike|dotfiles|example|examples|sample|template|interview|hello-world|temp|tmp|old|backup|deprecated)(?:$|[-_.\d])|\.github\.io$/i;
/** Words of council work; one of them in a description or topic says what the code is for. */
const councilWork =
  /\b(?:council tax|councils?|local authority|local authorities|local government|localgov|resident|residents|citizen|citizens|planning|housing|tenants?|tenancy|benefits?|business rates|social care|adult care|safeguarding|waste|recycling|bins?|highways|potholes|street|parking|libraries|licensing|electoral|elections?|registrars?|births|schools?|admissions|send|homeless\w*|repairs|revenues?|payments?|democracy|councillors?|allotments?|cemeter\w+|gov\.?uk)\b/gi;
/** Fewer reasons than these are not worth a person's time. */
const fewestReasons = 2;

/**
 * Why an unlisted repository may belong into the catalogue; none where it does not seem to. An archived one is proposed only where it says
 * what it was for.
 */
export function reasonsToList(
  candidate: CandidateRepository,
  { directory, listed, at }: WeighingRepository,
): string[] {
  const { repository, isFork, parent, isArchived, isTemplate, topics, stars, pushedAt } = candidate;
  const [, name = ''] = repository.split('/');
  const description = candidate.description?.trim() ?? '';
  const readmeWords = candidate.readme?.split(/\s+/).filter(Boolean).length ?? 0;
  if (listed.has(repositoryId(repository)) || isTemplate || pushedAt === null || noProduct.test(name))
    return [];
  const origin = parent === undefined ? undefined : listed.get(repositoryId(parent));
  // A fork of something that nobody has listed is somebody else's work.
  if (isFork && origin === undefined) return [];
  if (isArchived && readmeWords < tellingReadme && description === '') return [];

  const told = `${description}\n${topics.join(' ').replaceAll('-', ' ')}`;
  const work = [...new Set([...told.matchAll(councilWork)].map(([word]) => word.toLowerCase()))];
  const councils = councilsIn(`${description}\n${candidate.readme ?? ''}`, directory);
  const reasons = [
    ...(origin === undefined ? [] : [`a fork of ${parent}, which is listed as ${origin}`]),
    ...(work.length > 0 ? [`its description or topics speak of ${work.slice(0, 5).join(', ')}`] : []),
    ...(councils.length > 0 ? [`it names ${councils.slice(0, 5).join(', ')}`] : []),
    ...(readmeWords >= tellingReadme ? ['it has a README that says something'] : []),
    ...(isRecent(pushedAt, at) ? [`last pushed to on ${pushedAt.slice(0, 10)}`] : []),
    ...(stars >= 5 ? [`${stars} stars`] : []),
  ];
  const isTelling = origin !== undefined || work.length > 0 || councils.length > 0;
  return isTelling && reasons.length >= fewestReasons ? reasons : [];
}

function isRecent(pushedAt: string, at: string): boolean {
  return Date.parse(at) - Date.parse(pushedAt) < recentYears * 365 * 24 * 3_600_000;
}

/** Councils that are named with what they are ("Southwark Council", "London Borough of Southwark"), by their titles; the longest name counts. */
function councilsIn(text: string, directory: CouncilDirectory): string[] {
  const titles = new Set<string>();
  for (const line of text.split('\n').filter((each) => /council|borough/i.test(each))) {
    const words = readNameWords(line.slice(0, longestLine)).flatMap((word) =>
      word.separator ? [''] : word.text.split(' '),
    );
    for (let at = 0; at < words.length; at += 1) {
      const end = Math.max(0, ...directory.names.endsFrom(words, at));
      const name = words.slice(at, end);
      const [body, ...others] = name.some((word) => designating.has(word))
        ? directory.matchWords(name).best
        : [];
      if (body === undefined || others.length > 0 || !body.organisation.isCouncil) continue;
      titles.add(body.organisation.title);
      at = end - 1;
    }
  }
  return [...titles];
}
