import { RepositoryName } from '../ids.ts';

/** What an address that a person registers is: a repository on GitHub, some other page, or neither, with why. */
export type RegisteredAddress = { repository: string } | { address: string } | { fault: string };

/** Paths of GitHub itself, where no account can be. */
const ownPaths: ReadonlySet<string> = new Set(
  'about apps blog collections contact customer-stories enterprise events explore features gist issues join login logout marketplace new notifications orgs organizations pricing pulls search security sessions settings signup site solutions sponsors stars team topics trending users'.split(
    ' ',
  ),
);
const repositoryHosts = /^(?:www\.|m\.|ssh\.)?github\.com$/;
const shortForm = /^(?:github:)?([A-Za-z0-9][A-Za-z0-9-]*)\/([A-Za-z0-9._-]+)$/i;
/** What surrounds or follows an address in a sentence. */
const around = /^[<("'[]+|[>)"'\],;!?.]+$/g;

/**
 * Brings every spelling of one repository's address to `owner/name`: any case of scheme and host, `www.`, `.git`, ssh and git forms, paths
 * inside the repository, query, fragment, port, percent signs, dots and slashes at the end, `owner/name` alone. Another address of the web
 * is given back as the platform writes it.
 */
export function readRegisteredAddress(given: string): RegisteredAddress {
  const text = given.trim().replace(around, '').trim();
  const short = shortForm.exec(text);
  if (short !== null) return toRepository(short.slice(1));
  const url = toUrl(text);
  if (url === undefined) {
    return { fault: 'must be an address that begins with https://, or owner/name of a repository on GitHub' };
  }
  if (url.password !== '' || (url.username !== '' && !isGitUser(url))) {
    return { fault: 'must not hold a user name or password' };
  }
  const host = url.hostname.replace(/\.$/, '');
  const path = url.pathname
    .split('/')
    .map(decoded)
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '');
  if (repositoryHosts.test(host)) {
    if (path.length > 0 && ownPaths.has((path[0] ?? '').toLowerCase())) return toPage(url);
    return toRepository(path);
  }
  if (host === 'api.github.com' && path[0] === 'repos') return toRepository(path.slice(1));
  if (['raw.githubusercontent.com', 'codeload.github.com'].includes(host)) return toRepository(path);
  return toPage(url);
}

function toPage(url: URL): RegisteredAddress {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { fault: 'must be an address that begins with http:// or https://' };
  }
  url.username = '';
  return { address: url.href };
}

function toRepository([owner = '', given = '']: readonly string[]): RegisteredAddress {
  const name = given.replace(/(?:\.git|\.)+$/i, '');
  const repository = `${owner}/${name}`;
  if (owner === '' || given === '') {
    return { fault: 'names an account on GitHub and no repository; write https://github.com/owner/name' };
  }
  // Two hyphens stand between owner and name in an id; no account has them.
  const isAccount = owner.length <= 39 && !owner.includes('--');
  if (name === '' || !isAccount || name.length > 100 || !RepositoryName.safeParse(repository).success) {
    return {
      fault:
        'is no repository of GitHub: owner and name have letters, digits and "-", a name also "." and "_"',
    };
  }
  return { repository };
}

/** `git@github.com:owner/name` and addresses without a scheme are brought to one that can be read. */
function toUrl(text: string): URL | undefined {
  const withoutGit = text.replace(/^git\+/i, '');
  const secureCopy = /^([\w-]+)@([\w.-]+):(?!\d+\/)(.+)$/.exec(withoutGit);
  const candidates =
    secureCopy !== null
      ? [`ssh://${secureCopy[1]}@${secureCopy[2]}/${secureCopy[3]}`]
      : [withoutGit, `https://${withoutGit.replace(/^\/+/, '')}`];
  for (const candidate of candidates) {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(candidate)) continue;
    // Only web addresses are read with the rules of the web: the host in lower case, backslashes, dots.
    const web = candidate.replace(/^(?:ssh|git):\/\//i, 'https://');
    if (!URL.canParse(web)) continue;
    const url = new URL(web);
    if (url.hostname.includes('.')) return url;
  }
  return undefined;
}

function isGitUser({ username, hostname }: URL): boolean {
  return repositoryHosts.test(hostname.replace(/\.$/, '')) && /^(?:git|org-\d+)$/.test(username);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
