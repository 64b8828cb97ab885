import { StartedApplication } from '../support/started-application';

const HI = { messages: [{ role: 'user', content: 'Hi' }], max_tokens: 1 };
const ORIGIN = 'https://app.example.com';
const OTHER = 'https://elsewhere.example.com';

/** Every kind of answer: a name, its status, and how to get it. */
const ANSWERS: readonly [
  what: string,
  status: number,
  get: (service: StartedApplication, headers: Record<string, string>) => Promise<Response>,
][] = [
  ['a stream', 200, (service, headers) => service.post({ ...HI, stream: true }, headers)],
  ['a completion', 200, (service, headers) => service.post(HI, headers)],
  ['an error', 400, (service, headers) => service.post({ ...HI, n: 0 }, headers)],
  ['an error event', 400, (service, headers) => service.post({ prompt: '', stream: true }, headers)],
  ['a body that is no JSON', 400, (service, headers) => service.post('{', headers)],
  [
    'a wrong content type',
    415,
    (service, headers) => service.post('{', { ...headers, 'Content-Type': 'a/b' }),
  ],
  ['an unknown model', 404, (service, headers) => service.post({ ...HI, model: 'nobody' }, headers)],
  ['an unknown path', 404, (service, headers) => fetch(`${service.url}/nowhere`, { headers })],
  ['an undecodable path', 400, (service, headers) => fetch(`${service.url}/v1/models/%zz`, { headers })],
  [
    'a wrong method',
    405,
    (service, headers) => fetch(`${service.url}/v1/chat/completions`, { method: 'PUT', headers }),
  ],
  ['the health', 200, (service, headers) => fetch(`${service.url}/health`, { headers })],
  ['the models', 200, (service, headers) => fetch(`${service.url}/v1/models`, { headers })],
  ['the description', 200, (service, headers) => fetch(`${service.url}/openapi.json`, { headers })],
  ['the page', 200, (service, headers) => fetch(`${service.url}/docs`, { headers })],
];

afterAll(() => StartedApplication.closeAll());

describe('the headers of', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });

  it.each(ANSWERS)(
    '%s return the request id, protect the caller and say nothing of the server',
    async (...of) => {
      const [, status, get] = of;
      const response = await get(service, { 'X-Request-Id': 'a.well-formed:id_1', Origin: ORIGIN });
      await response.arrayBuffer();
      expect(response.status).toBe(status);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'x-request-id': 'a.well-formed:id_1',
        'access-control-allow-origin': '*',
        'content-security-policy': expect.stringMatching(
          /default-src '(?:self|none)'.*;frame-ancestors '/,
        ) as string,
        'strict-transport-security': expect.stringContaining('max-age=') as string,
        'x-content-type-options': 'nosniff',
      });
      for (const absent of ['x-powered-by', 'server', 'etag', 'access-control-allow-credentials']) {
        expect([absent, response.headers.get(absent)]).toEqual([absent, null]);
      }
    },
  );

  it('a page and of data allow no more than each needs', async () => {
    const policies = [await fetch(`${service.url}/docs`), await service.post(HI)].map((response) =>
      response.headers.get('content-security-policy'),
    );
    expect(policies[0]).toContain("default-src 'self'");
    expect(policies[1]).toBe("default-src 'none';frame-ancestors 'none'");
  });

  it.each(['a b', 'x'.repeat(129), 'ä', '<script>', 'a,b', ''])(
    'an answer have an id of our own in place of %j',
    async (given) => {
      const response = await fetch(`${service.url}/health/live`, { headers: { 'X-Request-Id': given } });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    },
  );

  it('requests without an id differ', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await service.post(HI)).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('a request from another origin', () => {
  const start = (environment: Record<string, string>) => StartedApplication.start(environment);
  const preflight = (service: StartedApplication, origin: string) =>
    fetch(`${service.url}/v1/chat/completions`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });

  it('is allowed by default, without credentials, and may read our headers', async () => {
    const service = await start({});
    const asked = await preflight(service, ORIGIN);
    expect([asked.status, await asked.text()]).toEqual([204, '']);
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const exposed = (await service.post(HI, { Origin: ORIGIN })).headers.get('access-control-expose-headers');
    for (const header of ['X-Request-Id', 'Retry-After', 'X-Model']) expect(exposed).toContain(header);
    await service.close();
  });

  it('is allowed from listed origins only, with credentials where they are switched on', async () => {
    const service = await start({
      CORS_ORIGINS: `${ORIGIN}, http://localhost:5173`,
      CORS_CREDENTIALS: 'true',
    });
    for (const listed of [ORIGIN, 'http://localhost:5173']) {
      for (const response of [await preflight(service, listed), await service.post(HI, { Origin: listed })]) {
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'access-control-allow-origin': listed,
          'access-control-allow-credentials': 'true',
          vary: expect.stringContaining('Origin') as string,
        });
      }
    }
    for (const response of [await preflight(service, OTHER), await service.post(HI, { Origin: OTHER })]) {
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
    await service.close();
  });

  it('is not allowed where CORS is closed', async () => {
    const service = await start({ CORS_ORIGINS: 'none' });
    for (const response of [await preflight(service, ORIGIN), await service.post(HI, { Origin: ORIGIN })]) {
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
    await service.close();
  });
});
