import type { Caller, Credentials } from './credentials.ts';
import { type HttpAnswer, problem, toJson } from './rest-endpoint.ts';

/** What a GitHub App needs: a token for its installation. */
export function answerApp(
  credentials: Credentials,
  caller: Caller,
  method: string,
  path: string,
): HttpAnswer {
  if (!caller.isApp) return problem(401, 'A JSON web token could not be decoded');
  const installation = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path);
  const granted = installation && method === 'POST' ? credentials.grant(Number(installation[1])) : undefined;
  if (!granted) return problem(404, 'Not Found');
  const body = { ...granted, permissions: { metadata: 'read' }, repository_selection: 'all' };
  return {
    ...toJson(201, body),
    checked: { path: '/app/installations/{installation_id}/access_tokens', body },
  };
}
