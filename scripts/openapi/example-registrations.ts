import type { FastifyInstance, InjectOptions } from 'fastify';

/** Registers, changes and withdraws something made up, and answers with what each operation answered. */
export async function exampleRegistrations(
  app: FastifyInstance,
  headers: Record<string, string>,
): Promise<Record<string, unknown>> {
  async function ask(
    method: InjectOptions['method'],
    url: string,
    payload?: object | string,
    extra: Record<string, string> = {},
  ) {
    const answer = await app.inject({
      ...{ method, url: `/api/v1${url}`, headers: { ...headers, ...extra } },
      ...(payload !== undefined && { payload }),
    });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url} answered ${answer.statusCode}`);
    return answer.json();
  }

  const url = 'https://github.com/example-council/bin-finder';
  const registration = { url, title: 'Bin finder', organisation: 'LDS', draft: true };
  const { id } = await ask('POST', '/assets', registration);
  const submitDraft = await ask('POST', `/assets/${id}/submit`, {});
  const summary = 'Tells residents when their bins are emptied.';
  const changeAsset = await ask(
    'PATCH',
    `/assets/${id}`,
    { summary, services: ['141'] },
    { 'if-match': '*' },
  );
  const reason = { reason: 'A shared product takes its place' };
  const csv = 'url,title,organisation\nhttps://github.com/example-council/road-works,Road works,LDS\n';
  return {
    submitDraft,
    changeAsset,
    listAssetRevisions: await ask('GET', `/assets/${id}/revisions`),
    withdrawAsset: await ask('POST', `/assets/${id}/withdraw`, reason),
    restoreAsset: await ask('POST', `/assets/${id}/restore`, { reason: 'It is used after all' }),
    prefillRegistration: await ask('GET', '/assets/prefill?url=unboxed/bops'),
    importAssets: await ask('POST', '/asset-imports', csv, { 'content-type': 'text/csv' }),
  };
}
