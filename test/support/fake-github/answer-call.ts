import type { IncomingHttpHeaders } from 'node:http';
import { answerApp } from './answer-app.ts';
import type { Caller, Credentials } from './credentials.ts';
import { disturb, type Ending } from './disturbed-answer.ts';
import { findAsked } from './graphql-asked.ts';
import { answerGraphql, readDocument, toLimited } from './graphql-endpoint.ts';
import type { Limits } from './limits.ts';
import { findOpenapiFaults } from './openapi-validation.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { answerRest, type HttpAnswer, problem, repositoryOf, toJson } from './rest-endpoint.ts';
import type { World } from './world.ts';

export interface Call {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Parts {
  world: World;
  limits: Limits;
  credentials: Credentials;
  log: RequestLog;
  checksAnswers: boolean;
  url: string;
}

/** One request from its credentials to its answer, logged whatever became of it. */
export async function answerCall(parts: Parts, call: Call): Promise<Ending> {
  const caller = parts.credentials.callerOf(call.headers.authorization);
  const enterprise = /^\/api\/(v3|graphql)/.exec(call.url.pathname)?.[1];
  const isGraphql = call.method === 'POST' && /^(\/api)?\/graphql$/.test(call.url.pathname);
  const path = enterprise === 'v3' ? call.url.pathname.slice('/api/v3'.length) : call.url.pathname;
  const logged: LoggedRequest = {
    method: call.method,
    path: `${call.url.pathname}${call.url.search}`,
    api: isGraphql ? 'graphql' : 'rest',
    status: 0,
    cost: 0,
    authorised: caller.who !== undefined,
    repositories: [],
    outcome: 'answered',
  };
  parts.log.record(logged);
  const answer = caller.refused
    ? problem(401, 'Bad credentials')
    : isGraphql
      ? await answerGraphqlCall(parts, call, caller, logged)
      : await answerRestCall(parts, call, caller, path, `${parts.url}${enterprise ? '/api/v3' : ''}`, logged);
  logged.status = typeof answer === 'string' ? 0 : answer.status;
  return answer;
}

async function answerGraphqlCall(
  parts: Parts,
  call: Call,
  caller: Caller,
  logged: LoggedRequest,
): Promise<Ending> {
  const { world, limits, log } = parts;
  const { who } = caller;
  if (who === undefined) return problem(401, 'This endpoint requires you to be authenticated.');
  const body = readBody(call.body);
  if (!body) return problem(400, 'Problems parsing JSON');
  const { document } = readDocument(body.query);
  logged.repositories = document ? findAsked(world, document, body.variables ?? {}) : [];
  const disturbance = world.disturbanceOf({ api: 'graphql', repositories: logged.repositories });
  const answered = async (): Promise<HttpAnswer> => {
    const answer = await answerGraphql(world, limits, who, body);
    log.refusals.push(...answer.refusals);
    for (const fault of answer.faults) log.fault(fault);
    Object.assign(logged, { cost: answer.cost, outcome: answer.outcome });
    return toJson(answer.status, answer.body, limits.headers(who, 'graphql'));
  };
  if (!disturbance) return answered();
  if (disturbance.kind === 'primary-limit') {
    logged.outcome = 'limited';
    return toJson(200, toLimited(limits), limits.headers(who, 'graphql', 0));
  }
  logged.outcome = 'disturbed';
  return disturb(disturbance, limits.headers(who, 'graphql'), answered);
}

function readBody(body: string): { query: string; variables?: Record<string, unknown> } | undefined {
  try {
    const parsed = JSON.parse(body) as { query?: unknown; variables?: Record<string, unknown> | null };
    return typeof parsed.query === 'string'
      ? { query: parsed.query, variables: parsed.variables ?? undefined }
      : undefined;
  } catch {
    return undefined;
  }
}

function answerRestCall(
  parts: Parts,
  call: Call,
  caller: Caller,
  path: string,
  api: string,
  logged: LoggedRequest,
): Ending | Promise<Ending> {
  const { world, limits, log } = parts;
  const { who } = caller;
  const decoded = decodeURIComponent(path);
  const check = (method: string, template: string, status: number, body: unknown): void => {
    if (!parts.checksAnswers) return;
    for (const fault of findOpenapiFaults({ method, path: template, status, body })) log.fault(fault);
  };

  if (decoded === '/rate_limit') {
    const resources = {
      core: limits.state(who, 'core'),
      search: limits.state(who, 'search'),
      graphql: limits.state(who, 'graphql'),
    };
    const body = { resources, rate: resources.core };
    check('get', '/rate_limit', 200, body);
    return toJson(200, body, limits.headers(who, 'core'));
  }
  if (decoded.startsWith('/app')) {
    const answer = answerApp(parts.credentials, caller, call.method, decoded);
    if (answer.checked)
      check(call.method.toLowerCase(), answer.checked.path, answer.status, answer.checked.body);
    return answer;
  }
  const about = repositoryOf(world, decoded);
  if (about) logged.repositories = [about.asked];
  const disturbance = world.disturbanceOf({
    api: 'rest',
    repositories: about ? [about.asked] : [],
    statistics: decoded.includes('/stats/'),
  });
  if (disturbance?.kind === 'primary-limit' || limits.state(who, 'core').remaining <= 0) {
    logged.outcome = 'limited';
    const whose = who === undefined ? '127.0.0.1' : 'user ID 1';
    return problem(
      limits.options.limitStatus,
      `API rate limit exceeded for ${whose}.`,
      limits.headers(who, 'core', 0),
    );
  }
  const answered = async (): Promise<HttpAnswer> => {
    const answer = answerRest(world, limits, {
      path: decoded,
      query: call.url.searchParams,
      headers: call.headers,
      api,
    });
    const isFree = answer.status === 304 && who !== undefined;
    logged.cost = isFree ? 0 : 1;
    limits.charge(who, 'core', logged.cost);
    if (answer.checked) check('get', answer.checked.path, answer.status, answer.checked.body);
    return { ...answer, headers: { ...limits.headers(who, 'core'), ...answer.headers } };
  };
  if (!disturbance) return answered();
  logged.outcome = 'disturbed';
  return disturb(disturbance, limits.headers(who, 'core'), answered);
}
