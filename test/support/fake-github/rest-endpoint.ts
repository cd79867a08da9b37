import { createHash } from 'node:crypto';
import type { Limits } from './limits.ts';
import type { FakeRepository } from './repository.ts';
import { answerOfAccount, answerOfRepository, type RestCall, type RestResult } from './rest-routes.ts';
import { nameOf, type World } from './world.ts';

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** What the description says of it is checked for these. */
  checked?: { path: string; body: unknown };
}

export interface RestRequest {
  /** Without the base of the API, decoded. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  api: string;
}

const documentation = 'https://docs.github.com/rest';

export function problem(status: number, message: string, headers: Record<string, string> = {}): HttpAnswer {
  return toJson(status, { message, documentation_url: documentation, status: String(status) }, headers);
}

export function toJson(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** The repository that a path is about, before anything is answered of it. */
export function repositoryOf(
  world: World,
  path: string,
): { asked: string; found?: FakeRepository; moved: boolean; rest: string } | undefined {
  const named = /^\/repos\/([^/]+)\/([^/]+)(?:\/(.*))?$/.exec(path);
  if (named) {
    const [, owner = '', name = '', rest = ''] = named;
    const found = world.resolve(owner, name);
    return { asked: `${owner}/${name}`, found: found?.repository, moved: found?.moved ?? false, rest };
  }
  const numbered = /^\/repositories\/(\d+)(?:\/(.*))?$/.exec(path);
  if (!numbered) return undefined;
  const found = world.byId(Number(numbered[1]));
  const asked = found ? nameOf(found) : path.slice(1);
  return { asked, found, moved: false, rest: numbered[2] ?? '' };
}

/** Answers what the REST API answers, before limits are taken into account. */
export function answerRest(world: World, limits: Limits, request: RestRequest): HttpAnswer {
  const call: RestCall = {
    world,
    api: request.api,
    query: request.query,
    accept: String(request.headers.accept ?? ''),
    treeEntries: limits.options.treeEntries,
  };
  const about = repositoryOf(world, request.path);
  if (about) {
    const refusal = about.found && findRefusal(about.found);
    if (refusal) return refusal;
    if (about.found && about.moved) {
      const rest = about.rest === '' ? '' : `/${about.rest}`;
      const query = request.query.size > 0 ? `?${request.query}` : '';
      const location = `${request.api}/repositories/${about.found.id}${rest}${query}`;
      return toJson(
        301,
        { message: 'Moved Permanently', url: location, documentation_url: `${documentation}/guides` },
        { location },
      );
    }
    const result = about.found && answerOfRepository(call, about.found, about.rest);
    return result ? toAnswer(request, result) : problem(404, 'Not Found');
  }
  const account = /^\/(orgs|users)\/([^/]+)\/repos$/.exec(request.path);
  const result = account && answerOfAccount(call, account[1] as 'orgs' | 'users', account[2] ?? '');
  return result ? toAnswer(request, result) : problem(404, 'Not Found');
}

function findRefusal(repository: FakeRepository): HttpAnswer | undefined {
  if (repository.blocked) {
    return toJson(451, {
      message: 'Repository access blocked',
      block: {
        reason: 'dmca',
        created_at: repository.updatedAt,
        html_url: 'https://github.com/github/dmca/blob/master/a-notice.md',
      },
    });
  }
  if (!repository.needsSso) return undefined;
  return problem(
    403,
    'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
    {
      'x-github-sso': `required; url=https://github.com/orgs/${repository.owner}/sso?authorization_request=A`,
    },
  );
}

function toAnswer(request: RestRequest, result: RestResult): HttpAnswer {
  const { headers: conditional } = request;
  const headers: Record<string, string> = {};
  let { body } = result;
  if (result.rows) {
    const { page, link } = toPage(request, result.rows);
    body = page;
    if (link) headers.link = link;
  }
  const content = result.raw ?? JSON.stringify(body);
  headers['content-type'] = result.raw
    ? 'application/vnd.github.raw; charset=utf-8'
    : 'application/json; charset=utf-8';
  const status = result.status ?? 200;
  if (status !== 200) return { status, headers, body: content };
  headers.etag = `W/"${createHash('sha256').update(content).digest('hex')}"`;
  headers['cache-control'] = 'private, max-age=60, s-maxage=60';
  headers.vary = 'Accept, Authorization, Cookie, X-GitHub-OTP';
  if (result.lastModified) headers['last-modified'] = new Date(result.lastModified).toUTCString();
  const known = conditional['if-none-match'];
  const since = conditional['if-modified-since'];
  const isUnchanged =
    known === undefined
      ? since !== undefined &&
        result.lastModified !== undefined &&
        Date.parse(String(since)) >= Math.floor(Date.parse(result.lastModified) / 1000) * 1000
      : weak(String(known)) === weak(headers.etag);
  if (isUnchanged) return { status: 304, headers, body: '' };
  return {
    status,
    headers,
    body: content,
    ...(result.raw ? {} : { checked: { path: result.path, body } }),
  };
}

const weak = (tag: string) => tag.replace(/^W\//, '');

function toPage(request: RestRequest, rows: readonly unknown[]): { page: unknown[]; link?: string } {
  const size = Math.min(100, Math.max(1, Number(request.query.get('per_page') ?? 30) || 30));
  const number = Math.max(1, Number(request.query.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(rows.length / size));
  const to = (page: number, relation: string) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(page));
    return `<${request.api}${request.path}?${query}>; rel="${relation}"`;
  };
  const links = [
    ...(number > 1 ? [to(number - 1, 'prev')] : []),
    ...(number < last ? [to(number + 1, 'next'), to(last, 'last')] : []),
    ...(number > 1 ? [to(1, 'first')] : []),
  ];
  return {
    page: rows.slice((number - 1) * size, number * size),
    link: links.length > 0 ? links.join(', ') : undefined,
  };
}
