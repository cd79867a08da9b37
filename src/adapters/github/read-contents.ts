import { z } from 'zod';
import { decodeText } from './decode-text.ts';
import type { GithubClient, HostAnswer } from './open-client.ts';

/** The host describes files up to this size with their content, longer ones only as they are. */
const longestDescribedBytes = 1_000_000;

const Described = z.object({ content: z.string(), encoding: z.literal('base64') });

export type FileRead = { text: string } | { problem: string; answer: HostAnswer };

/** A file's text over REST, decoded here: GraphQL gives none for UTF-16, and spoils what is not UTF-8. */
export async function readContents(
  client: GithubClient,
  repository: string,
  { path, size }: { path: string; size?: number },
  signal?: AbortSignal,
): Promise<FileRead> {
  const [owner, repo] = repository.split('/');
  const answer = await client.send(
    {
      route: `GET /repos/{owner}/{repo}/contents/${path.split('/').map(encodeURIComponent).join('/')}`,
      parameters: { owner, repo },
      raw: (size ?? 0) > longestDescribedBytes,
    },
    signal,
  );
  if (answer.kind === 'trouble') return { problem: answer.message, answer };
  if (answer.kind !== 'answer') return { problem: 'the host gave no content', answer };
  if (answer.body instanceof ArrayBuffer) return { text: decodeText(new Uint8Array(answer.body)) };
  const described = Described.safeParse(answer.body);
  if (!described.success) return { problem: "the host's answer holds no content", answer };
  return { text: decodeText(Buffer.from(described.data.content, 'base64')) };
}
