import { jsonBoundOf } from './json-bound';

const MIB = new Uint8Array(1_048_576);

describe(jsonBoundOf.name, () => {
  it('lets 64 MiB of JSON pass, and no byte more', () => {
    const bound = jsonBoundOf('application/json; charset=utf-8');
    for (let i = 0; i < 64; i++) expect(bound?.exceededBy(MIB)).toBe(false);
    expect(bound?.exceededBy(new Uint8Array(1))).toBe(true);
  });

  it.each(['application/problem+json', 'Application/JSON'])('knows %s', (type) => {
    expect(jsonBoundOf(type)).toBeDefined();
  });

  it.each([undefined, 'text/html', 'text/event-stream', 'application/jsonlines'])(
    'does not take %s',
    (type) => {
      expect(jsonBoundOf(type)).toBeUndefined();
    },
  );
});
