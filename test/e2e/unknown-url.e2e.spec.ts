import { SpawnedService } from '../support/spawned-service';

describe('paths that lead nowhere', () => {
  let service: SpawnedService;

  beforeAll(async () => {
    service = await SpawnedService.start();
  });
  afterAll(() => service.stop());

  it.each(['/', '/v1', '/v1/chat', '/index.html'])('answers %s in JSON, in one wording', async (path) => {
    const response = await fetch(service.url + path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: {
        message: `Unknown request URL: GET ${path}.`,
        type: 'invalid_request_error',
        param: null,
        code: 'unknown_url',
      },
    });
  });
});
