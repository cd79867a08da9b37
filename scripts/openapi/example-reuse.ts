import type { FastifyInstance, InjectOptions } from 'fastify';

const times = 'statedAt|confirmedAt|until|holdsUntil|deliveredAt';

/** What differs from run to run stands still. */
function steadyReuse(answer: unknown): unknown {
  const text = JSON.stringify(answer)
    .replace(new RegExp(`"(${times})":"[^"]+"`, 'g'), '"$1":"2026-11-22T08:00:00.000Z"')
    .replace(/"since":"\d{4}-\d\d-\d\d"/g, '"since":"2026-11-22"')
    .replace(/"(reuse|interest|subscription|redaction)-[0-9a-f]{12}"/g, '"$1-4f1a09bc2d3e"')
    .replace(/"cursor":\d+/g, '"cursor":12345');
  return JSON.parse(text);
}

/** States, confirms and disputes made-up use, subscribes, and answers with what each operation answered. */
export async function exampleReuse(
  app: FastifyInstance,
  headers: Record<string, string>,
  leeds: Record<string, string>,
): Promise<Record<string, unknown>> {
  async function ask(method: InjectOptions['method'], url: string, payload?: object, by = leeds) {
    const answer = await app.inject({
      ...{ method, url: `/api/v1${url}`, headers: by },
      ...(payload !== undefined && { payload }),
    });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url} answered ${answer.statusCode}`);
    return answer.json();
  }

  const use = { organisation: 'LDS', use: 'live', since: '2025-04', evidence: 'The planning pages' };
  const { id } = await ask('POST', '/assets/bops/reuse', use);
  const interest = { service: '141', organisation: 'LDS', note: 'We would share the costs' };
  const interested = await ask('POST', '/interests', interest);
  const url = 'https://hooks.example.gov.uk/catalogue';
  const subscribed = await ask('POST', '/subscriptions', { url, kinds: ['asset', 'reuse'] });
  const answers = {
    stateReuse: await ask('POST', '/assets/bops/reuse', use),
    confirmReuse: await ask('POST', `/reuse/${id}/confirm`),
    renewReuse: await ask('POST', `/reuse/${id}/renew`),
    getReuse: await ask('GET', `/reuse/${id}`),
    getAssetReuse: await ask('GET', '/assets/bops/reuse'),
    getOrganisationReuse: await ask('GET', '/organisations/LDS/reuse'),
    disputeReuse: await ask('POST', `/reuse/${id}/dispute`, { reason: 'It was a trial' }, headers),
    withdrawReuse: await ask('POST', `/reuse/${id}/withdraw`, {}),
    stateInterest: await ask('POST', '/interests', interest),
    listInterests: await ask('GET', '/interests?service=141'),
    listGaps: await ask('GET', '/interests/gaps'),
    withdrawInterest: await ask('POST', `/interests/${interested.id}/withdraw`),
    listChanges: await ask('GET', '/changes?since=0&limit=1', undefined, {}),
    listSubscriptions: await ask('GET', '/subscriptions'),
    getSubscription: await ask('GET', `/subscriptions/${subscribed.id}`),
    listDeliveries: await ask('GET', `/subscriptions/${subscribed.id}/deliveries`),
    listRedactions: await ask('GET', '/redactions'),
  };
  return steadyReuse({ ...answers, resumeSubscription: answers.getSubscription }) as Record<string, unknown>;
}
