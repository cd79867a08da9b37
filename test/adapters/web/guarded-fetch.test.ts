import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { buildGuardedFetcher, type GuardedFetchOptions } from '../../../src/adapters/web/guarded-fetch.ts';
import { buildGuardedPoster } from '../../../src/adapters/web/guarded-post.ts';
import { isPublicAddress } from '../../../src/adapters/web/public-address.ts';

interface LocalServer {
  url: string;
  allow: string;
  /** Paths that were asked for. */
  asked: string[];
}

async function aServer(t: Test, answer: RequestListener): Promise<LocalServer> {
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, allow: `127.0.0.1:${port}`, asked };
}

async function failureOf(address: string, options: GuardedFetchOptions = {}): Promise<string> {
  const answer = await buildGuardedFetcher(options).fetch(address, { timeoutMs: 3000 });
  return answer.outcome === 'failed' ? answer.failure : `answered ${answer.status}`;
}

t.test('public addresses are told from those of this machine and of networks', (t) => {
  for (const address of [
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '192.169.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ]) {
    t.equal(isPublicAddress(address), true, address);
  }
  const closed = [
    ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '169.254.169.254'],
    ...[
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '198.18.0.1',
      '203.0.113.9',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1'],
    ...[
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
      '2002:7f00:1::',
      '2001:db8::1',
    ],
    ...['2001:0:7f00:1::', '100::1', 'localhost', '', '1'],
  ];
  for (const address of closed) t.equal(isPublicAddress(address), false, address);
  t.end();
});

t.test('no spelling of an address that is not public is opened', async (t) => {
  const server = await aServer(t, (_request, reply) => reply.end('secret'));
  const { port } = new URL(server.url);
  const hosts = [
    ...[
      '127.0.0.1',
      '2130706433',
      '0x7f000001',
      '0x7f.0.0.1',
      '0177.0.0.1',
      '017700000001',
      '127.1',
      '127.0.1',
    ],
    ...[
      '0',
      '0.0.0.0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[0:0:0:0:0:ffff:127.0.0.1]',
    ],
    ...['[fd00::1]', '[fe80::1]', '127.0.0.1.', '１２７.0.0.1', 'localhost', 'localhost.', 'api.localhost'],
    ...['printer.local', 'metadata.google.internal', '169.254.169.254', '10.1.2.3', '192.168.0.1'],
  ];
  // Only the port may be opened: what is refused is refused for its host.
  const allow = [`192.0.2.1:${port}`];
  for (const host of hosts) {
    t.equal(await failureOf(`http://${host}:${port}/`, { allow }), 'refused', host);
  }
  t.strictSame(server.asked, [], 'nothing arrived');
});

t.test('only http and https, without credentials, at the ports of web servers', async (t) => {
  const addresses = [
    ...[
      'ftp://example.org/',
      'file:///etc/passwd',
      'gopher://example.org/',
      'data:text/plain,x',
      'javascript:1',
    ],
    ...[
      '//example.org',
      'example.org',
      '',
      'http://',
      'http://name:word@example.org/',
      'http://example.org:22/',
    ],
    ...['http://example.org:6379/', 'https://example.org:65536/'],
  ];
  for (const address of addresses) t.equal(await failureOf(address), 'unusable', address || 'empty');
});

t.test('names are judged by what they lead to, and what was checked is what is opened', async (t) => {
  const server = await aServer(t, (request, reply) => reply.end(`for ${request.headers.host}`));
  const { port } = new URL(server.url);
  const allow = [server.allow];
  const answering =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const name = `http://name.example:${port}/`;
  // The port alone is allowed here, for a machine that nobody asks for.
  const onlyPort = [`192.0.2.1:${port}`];
  for (const address of ['127.0.0.1', '10.0.0.7', '::1', 'fd00::1', '::ffff:127.0.0.1', '0.0.0.0']) {
    t.equal(await failureOf(name, { allow: onlyPort, resolve: answering(address) }), 'refused', address);
  }
  const mixed = answering('93.184.216.34', '127.0.0.1');
  t.equal(await failureOf(name, { allow: onlyPort, resolve: mixed }), 'refused', 'one of several');
  t.equal(await failureOf(name, { resolve: answering('93.184.216.34') }), 'unusable', 'another port');

  // First it leads where it may, then elsewhere: the second answer is never asked for.
  let times = 0;
  const rebinding = async () => {
    times += 1;
    return [{ address: times === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  };
  const answer = await buildGuardedFetcher({ allow, resolve: rebinding }).fetch(name);
  t.match(answer, { outcome: 'answered', status: 200, body: `for name.example:${port}` });
  t.equal(times, 1, 'looked up once');
  t.equal(
    await failureOf(name, { allow, resolve: rebinding }),
    'refused',
    'checked anew at the next request',
  );

  const missing = async () => {
    throw Object.assign(new Error('getaddrinfo ENOTFOUND name.example'), { code: 'ENOTFOUND' });
  };
  t.equal(await failureOf(name, { allow, resolve: missing }), 'no-such-host');
  t.equal(await failureOf(name, { allow, resolve: async () => [] }), 'unreachable');
});

t.test(
  'redirects are followed five times at most, told apart, and checked like the first address',
  async (t) => {
    const server = await aServer(t, (request, reply) => {
      const [, kind = '', count = '0'] = (request.url ?? '').split('/');
      const { port } = new URL(server.url);
      const targets: Record<string, string> = {
        metadata: 'http://169.254.169.254/latest/meta-data',
        other: `http://127.0.0.2:${port}/`,
        decimal: `http://2130706434:${port}/`,
        file: 'file:///etc/passwd',
        broken: 'http://[',
      };
      const location = kind === 'hop' && Number(count) > 0 ? `/hop/${Number(count) - 1}` : targets[kind];
      if (location === undefined) return reply.end('there');
      reply.writeHead(Number(count) % 2 === 1 ? 301 : 302, { location }).end();
    });
    const options = { allow: [server.allow] };
    const fetcher = buildGuardedFetcher(options);
    const answer = await fetcher.fetch(`${server.url}/hop/3`);
    t.match(answer, { outcome: 'answered', status: 200, address: `${server.url}/hop/0`, body: 'there' });
    t.strictSame(
      answer.redirects.map(({ isPermanent }) => isPermanent),
      [true, false, true],
    );
    t.match(await fetcher.fetch(`${server.url}/hop/5`), { outcome: 'answered' });
    t.equal(await failureOf(`${server.url}/hop/6`, options), 'too-many-redirects');
    t.equal(await failureOf(`${server.url}/metadata`, options), 'refused');
    t.equal(await failureOf(`${server.url}/other`, options), 'refused');
    t.equal(await failureOf(`${server.url}/decimal`, options), 'refused');
    t.equal(await failureOf(`${server.url}/file`, options), 'unusable');
    t.equal(await failureOf(`${server.url}/broken`, options), 'unusable');
  },
);

t.test('time and size are limited, and servers that misbehave are answers', async (t) => {
  const server = await aServer(t, (request, reply) => {
    if (request.url === '/slow') return;
    if (request.url === '/drip') return void reply.write('a');
    if (request.url === '/cut') return void request.socket.destroy();
    if (request.url === '/nonsense') return void request.socket.end('SMTP ready\r\n\r\n');
    if (request.url === '/missing') return void reply.writeHead(404, { 'retry-after': '7' }).end('no');
    reply.end('x'.repeat(5000));
  });
  const fetcher = buildGuardedFetcher({ allow: [server.allow] });
  const timeoutMs = 400;
  t.match(await fetcher.fetch(`${server.url}/slow`, { timeoutMs }), { failure: 'timeout' });
  t.match(await fetcher.fetch(`${server.url}/drip`, { timeoutMs }), { failure: 'timeout' });
  t.match(await fetcher.fetch(`${server.url}/cut`), { failure: 'unreachable' });
  t.match(await fetcher.fetch(`${server.url}/nonsense`), { failure: 'unreachable' });
  t.match(await fetcher.fetch(`${server.url}/missing`), { status: 404, retryAfter: '7', body: 'no' });
  t.match(await fetcher.fetch(`${server.url}/`, { maxBytes: 4999 }), { failure: 'too-large' });
  t.match(await fetcher.fetch(`${server.url}/`, { maxBytes: 10, cut: true }), { body: 'x'.repeat(10) });
  t.match(await fetcher.fetch(`${server.url}/`, { method: 'HEAD' }), { status: 200, body: '' });
});

t.test(
  'what is sent to addresses that people give goes to public machines only, and follows no redirect',
  async (t) => {
    const server = await aServer(t, (_request, reply) => reply.writeHead(302, { location: '/other' }).end());
    const body = { headers: {}, body: '{}' };
    const toHere = async () => [{ address: '127.0.0.1', family: 4 }];
    const guarded = buildGuardedPoster({ resolve: toHere });
    t.match(await guarded.refusal('https://hooks.example.gov.uk/'), /not public/, 'a name that leads here');
    t.match(await guarded.post('https://hooks.example.gov.uk/', body), {
      outcome: 'failed',
      failure: 'refused',
    });
    for (const address of [
      'http://2130706433/',
      'http://0177.0.0.1/',
      'http://[::ffff:127.0.0.1]/',
      'http://printer.local/',
    ]) {
      t.match(await guarded.refusal(address), /not public/, address);
      t.match(await guarded.post(address, body), { outcome: 'failed', failure: 'refused' }, address);
    }
    t.match(await guarded.refusal('http://a.gov.uk:22/'), /port 22/);
    t.match(await guarded.refusal('file:///etc/passwd'), /neither http nor https/);
    t.same(server.asked, []);
    const open = buildGuardedPoster({ allowPrivate: true });
    t.equal(await open.refusal(server.url), undefined);
    t.match(await open.post(`${server.url}/hook`, body), { outcome: 'answered', status: 302 });
    t.same(server.asked, ['POST /hook'], 'the redirect is an answer');
    t.match(await open.post('http://127.0.0.1:1/', body), { outcome: 'failed', failure: 'unreachable' });
  },
);
