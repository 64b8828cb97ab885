import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { KeyedOptions } from './ai-sdk-options.dto';
import { AmazonBedrockOptions } from './amazon-bedrock-options.dto';
import { AzureOptions } from './azure-options.dto';
import { GoogleVertexOptions } from './google-vertex-options.dto';

const faults = (type: new () => object, entry: object): string[] =>
  validateSync(plainToInstance(type, { type: 't', ...entry }), {
    whitelist: true,
    forbidNonWhitelisted: true,
  }).map(({ property }) => property);

describe(KeyedOptions.name, () => {
  it('takes a key alone, and all that there is', () => {
    expect(faults(KeyedOptions, { api_key: 'k' })).toEqual([]);
    const all = { api_key: 'k', base_url: 'http://127.0.0.1:9/v1', headers: { 'anthropic-beta': 'x' } };
    expect(faults(KeyedOptions, { ...all, unsupported_parameters: 'drop' })).toEqual([]);
  });

  it.each([
    ['api_key', {}],
    ['api_key', { api_key: '' }],
    ['base_url', { api_key: 'k', base_url: 'example' }],
    ['headers', { api_key: 'k', headers: { 'a b': 'c' } }],
    ['headers', { api_key: 'k', headers: { a: 'b\nc' } }],
    ['unsupported_parameters', { api_key: 'k', unsupported_parameters: 'ignore' }],
    ['apikey', { api_key: 'k', apikey: 'k' }],
  ])('finds fault with %s in %j', (property, entry) => {
    expect(faults(KeyedOptions, entry)).toEqual([property]);
  });
});

describe(AmazonBedrockOptions.name, () => {
  it.each([
    {},
    { api_key: 'k' },
    { access_key_id: 'a', secret_access_key: 's' },
    { access_key_id: 'a', secret_access_key: 's', session_token: 't' },
  ])('takes a region with %j', (credentials) => {
    expect(faults(AmazonBedrockOptions, { region: 'us-gov-west-1', ...credentials })).toEqual([]);
  });

  it.each([
    ['region', {}],
    ['region', { region: 'Frankfurt' }],
    ['secret_access_key', { region: 'us-east-1', access_key_id: 'a' }],
    ['access_key_id', { region: 'us-east-1', secret_access_key: 's' }],
  ])('finds fault with %s in %j', (property, entry) => {
    expect(faults(AmazonBedrockOptions, entry)).toEqual([property]);
  });
});

describe(AzureOptions.name, () => {
  it('wants a resource or an address', () => {
    expect(faults(AzureOptions, { api_key: 'k', resource_name: 'mine' })).toEqual([]);
    expect(faults(AzureOptions, { api_key: 'k', base_url: 'https://gateway.example/openai' })).toEqual([]);
    expect(faults(AzureOptions, { api_key: 'k' })).toEqual(['resource_name']);
    expect(faults(AzureOptions, { api_key: 'k', resource_name: 'a/b' })).toEqual(['resource_name']);
  });
});

describe(GoogleVertexOptions.name, () => {
  it('wants a key, or a project and a location', () => {
    expect(faults(GoogleVertexOptions, { api_key: 'k' })).toEqual([]);
    expect(faults(GoogleVertexOptions, { project: 'p', location: 'global' })).toEqual([]);
    expect(faults(GoogleVertexOptions, { project: 'p' })).toEqual(['location']);
  });

  it('wants both halves of a service account', () => {
    const place = { project: 'p', location: 'global' };
    expect(faults(GoogleVertexOptions, { ...place, client_email: 'a@b', private_key: 'x' })).toEqual([]);
    expect(faults(GoogleVertexOptions, { ...place, client_email: 'a@b' })).toEqual(['private_key']);
  });
});
