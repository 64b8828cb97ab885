import type { NestExpressApplication } from '@nestjs/platform-express';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { AddressInfo } from 'node:net';
import { createApplication } from '../../src/application';
import { ERROR_TRAITS } from '../../src/generation/generation-error-code';

interface Operation {
  readonly description?: string;
  readonly summary?: string;
  readonly requestBody?: {
    readonly content: Record<string, { schema: object; examples: Record<string, { value: object }> }>;
  };
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}
interface Document extends Record<string, unknown> {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { properties?: Record<string, object> }> };
}

describe('the description of the API', () => {
  let app: NestExpressApplication;
  let url: string;
  let document: Document;

  beforeAll(async () => {
    app = await createApplication({ LOG_LEVEL: 'silent', BUILTIN_TOKENS_PER_SECOND: '0' });
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  });
  afterAll(() => app.close());

  const operations = (): [path: string, method: string, operation: Operation][] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
        path,
        method,
        operation,
      ]),
    );

  it('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    const { valid, errors } = await new Validator().validate(document);
    expect([valid, errors]).toEqual([true, undefined]);
  });

  it('has every route that Express has, and no other', () => {
    const { stack } = (app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }).router;
    interface Layer {
      readonly route?: { readonly path: string; readonly methods: Record<string, boolean> };
    }
    const real = stack.flatMap(({ route }) =>
      route && Object.keys(route.methods).length === 1
        ? Object.keys(route.methods).map((method) => `${method} ${route.path.replace(/[*:](\w+)/g, '{$1}')}`)
        : [],
    );
    const described = operations().map(([path, method]) => `${method} ${path}`);
    expect(described.sort()).toEqual([...new Set(real)].sort());
  });

  it('says something of every operation, parameter and answer', () => {
    for (const [path, , { summary, description, responses }] of operations()) {
      expect({ path, summary, description }).toEqual({
        path,
        summary: expect.stringMatching(/\w/) as string,
        description: expect.stringMatching(/\w/) as string,
      });
      for (const response of Object.values(responses)) expect(response.description).toMatch(/\w/);
    }
    for (const name of ['ChatCompletion', 'PromptCompletion', 'TextCompletion', 'Embedding']) {
      const { properties = {} } = document.components.schemas[name];
      const mute = Object.entries(properties).filter(([, schema]) => !('description' in schema));
      expect(mute.map(([property]) => property)).toEqual([]);
    }
  });

  it('gives each error code of the completions under its own status', () => {
    const { responses } = document.paths['/v1/chat/completions'].post;
    const later = ['invalid_api_key', 'model_not_allowed', 'budget_exceeded'];
    const elsewhere = ['unknown_url', 'method_not_allowed'];
    const ofResponses = ['response_not_found', 'previous_response_not_found'];
    for (const [code, { status }] of Object.entries(ERROR_TRAITS)) {
      if ([...later, ...elsewhere, ...ofResponses].includes(code)) continue;
      expect(responses[status]?.description ?? '').toContain(`\`${code}\``);
    }
  });

  it('has examples that keep to their schemas and that the service accepts', async () => {
    const ajv = addFormats(new Ajv({ strict: false, formats: { base64: true } }));
    ajv.addSchema(document, 'api');
    let sent = 0;
    for (const [path, method, { requestBody }] of operations()) {
      for (const { schema, examples } of Object.values(requestBody?.content ?? {})) {
        const resolved = JSON.parse(
          JSON.stringify(schema).replaceAll('#/components', 'api#/components'),
        ) as object;
        const check = ajv.compile(resolved);
        for (const { value } of Object.values(examples)) {
          expect([check(value), check.errors]).toEqual([true, null]);
          const response = await fetch(url + path, {
            method: method.toUpperCase(),
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(value),
          });
          expect([response.status, await response.text()]).toEqual([200, expect.any(String)]);
          sent++;
        }
      }
    }
    expect(sent).toBeGreaterThanOrEqual(3);
  });

  it('has schemas that refuse what the service refuses', async () => {
    const ajv = addFormats(new Ajv({ strict: false, formats: { base64: true } }));
    ajv.addSchema(document, 'api');
    const check = ajv.getSchema('api#/components/schemas/ChatCompletion')!;
    const user = { role: 'user', content: 'Hi' };
    const wrong = [
      {},
      { messages: [] },
      { messages: [{ role: 'nobody', content: 'Hi' }] },
      { messages: [user], temperature: 3 },
      { messages: [user], n: 0 },
      { messages: [user], stop: ['a', 'b', 'c', 'd', 'e'] },
      { messages: [user], response_format: { type: 'xml' } },
      { messages: [user], metadata: { a: 1 } },
    ];
    for (const body of wrong) {
      expect([body, check(body)]).toEqual([body, false]);
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect([body, response.status]).toEqual([body, 400]);
    }
  });

  it('comes with a page that loads nothing from elsewhere', async () => {
    const page = await fetch(`${url}/docs`);
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      expect(source).not.toMatch(/^(?:https?:)?\/\//);
      expect((await fetch(`${url}/${source}`)).status).toBe(200);
    }
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  it('is not served where it is switched off', async () => {
    const quiet = await createApplication({ LOG_LEVEL: 'silent', DOCS: 'false' });
    await quiet.listen(0, '127.0.0.1');
    const { port } = quiet.getHttpServer().address() as AddressInfo;
    for (const path of ['/docs', '/openapi.json']) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      const { error } = (await response.json()) as { error: { code: string } };
      expect([response.status, error.code]).toEqual([404, 'unknown_url']);
    }
    await quiet.close();
  });
});
