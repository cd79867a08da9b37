import type { RepositoryRequest } from '../../ports/code-host.ts';
import type { Memory } from './host-memory.ts';
import type { GithubClient, HostAnswer } from './open-client.ts';
import type { Trouble } from './read-failure.ts';
import { RestRepository } from './rest-repository.ts';

export type AskedRepository =
  | { kind: 'changed'; body: RestRepository; etag?: string; hostTime: Date }
  | { kind: 'unchanged'; hostTime: Date }
  | { kind: 'missed'; trouble: Trouble }
  | Extract<HostAnswer, { kind: 'pause' }>;

/**
 * Asks by name, since an answer that did not change is told by its mark there, and the host leads on from names that were given up. Where
 * another repository took the name, or nobody has it any more, the one that is meant is asked for by its number.
 */
export async function askForRepository(
  client: GithubClient,
  request: RepositoryRequest,
  memory: Memory,
  signal?: AbortSignal,
): Promise<AskedRepository> {
  const [owner, repo] = request.repository.split('/');
  const etag = memory.hostId === undefined ? undefined : memory.etag;
  const byName = readAnswer(
    await client.send({ route: 'GET /repos/{owner}/{repo}', parameters: { owner, repo }, etag }, signal),
  );
  const { hostId } = request;
  if (hostId === undefined || !/^\d+$/.test(hostId) || !isAnother(byName, hostId)) return byName;
  return readAnswer(
    await client.send({ route: 'GET /repositories/{hostId}', parameters: { hostId } }, signal),
  );
}

function isAnother(asked: AskedRepository, hostId: string): boolean {
  if (asked.kind === 'changed') return String(asked.body.id) !== hostId;
  return asked.kind === 'missed' && asked.trouble.outcome === 'absent' && asked.trouble.status !== undefined;
}

function readAnswer(answer: HostAnswer): AskedRepository {
  if (answer.kind === 'trouble') {
    const { outcome, message, status } = answer;
    return { kind: 'missed', trouble: { outcome, message, status } };
  }
  if (answer.kind !== 'answer') return answer;
  const body = RestRepository.safeParse(answer.body);
  if (!body.success) {
    return {
      kind: 'missed',
      trouble: { outcome: 'nonsense', message: "the host's answer describes no repository" },
    };
  }
  // A token may see what the public may not: the catalogue shows nothing of it.
  if (body.data.private) {
    return { kind: 'missed', trouble: { outcome: 'absent', message: 'the repository is not public' } };
  }
  return { kind: 'changed', body: body.data, etag: answer.etag, hostTime: answer.hostTime };
}
