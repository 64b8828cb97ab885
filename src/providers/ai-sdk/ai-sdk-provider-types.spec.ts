import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GenerationContext } from '../../generation/generation-context';
import { AI_SDK_PROVIDER_TYPES } from './ai-sdk-provider-types';

interface Manifest {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const typeOf = (type: string) => AI_SDK_PROVIDER_TYPES.find((one) => one.type === type)!;

/** The providers that these variables make, by name. */
const made = (variables: Record<string, string>): object =>
  Object.assign({}, ...AI_SDK_PROVIDER_TYPES.map((type) => type.fromEnvironment?.(variables))) as object;

describe('AI_SDK_PROVIDER_TYPES', () => {
  it('names every type once', () => {
    const types = AI_SDK_PROVIDER_TYPES.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
  });

  it('makes no provider where no variable is set', () => {
    expect(made({})).toEqual({});
    expect(made({ ANTHROPIC_API_KEY: '', GEMINI_API_KEY: '' })).toEqual({});
  });

  it.each<[Record<string, string>, object]>([
    [{ ANTHROPIC_API_KEY: 'k' }, { anthropic: { api_key: 'k' } }],
    [
      { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: 'https://proxy.example/' },
      { anthropic: { api_key: 'k', base_url: 'https://proxy.example/v1' } },
    ],
    [
      { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: 'https://proxy.example/v1' },
      { anthropic: { api_key: 'k', base_url: 'https://proxy.example/v1' } },
    ],
    [{ GEMINI_API_KEY: 'a', GOOGLE_GENERATIVE_AI_API_KEY: 'b' }, { gemini: { api_key: 'a' } }],
    [{ GOOGLE_GENERATIVE_AI_API_KEY: 'b' }, { gemini: { api_key: 'b' } }],
    [{ MISTRAL_API_KEY: 'k' }, { mistral: { api_key: 'k' } }],
    [{ AZURE_API_KEY: 'k', AZURE_RESOURCE_NAME: 'r' }, { azure: { api_key: 'k', resource_name: 'r' } }],
    [{ AZURE_API_KEY: 'k' }, {}],
    [
      { AWS_BEARER_TOKEN_BEDROCK: 'k', AWS_REGION: 'us-east-1' },
      { bedrock: { api_key: 'k', region: 'us-east-1' } },
    ],
    [{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' }, {}],
    [
      { GOOGLE_VERTEX_PROJECT: 'p', GOOGLE_VERTEX_LOCATION: 'global' },
      { vertex: { project: 'p', location: 'global' } },
    ],
  ])('makes of %j what they clearly mean', (variables, providers) => {
    expect(made(variables)).toEqual(providers);
  });

  it('misses no package that is installed, and names the others with their version', () => {
    expect(typeOf('anthropic').missingPackage?.()).toBeUndefined();
    expect(typeOf('mistral').missingPackage?.()).toBe('@ai-sdk/mistral@4');
  });

  it('finds every package among the optional peers of this one', () => {
    const root = join(__dirname, '..', '..', '..');
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
    const peers = Object.entries(manifest.peerDependencies).map(([name, range]) => `${name}@${range}`);
    for (const type of AI_SDK_PROVIDER_TYPES) {
      const [name, major] = installOf(type.type);
      expect(peers).toContain(`${name}@^${major}.0.0`);
      expect(manifest.peerDependenciesMeta[name]).toEqual({ optional: true });
    }
    expect(peers).toHaveLength(AI_SDK_PROVIDER_TYPES.length);
  });

  it('is described, type by type', () => {
    const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'providers.md'), 'utf8');
    for (const { type } of AI_SDK_PROVIDER_TYPES) {
      const [name, major] = installOf(type);
      expect(page).toMatch(new RegExp(`^\\| \`${type}\` \\| .* \\| \`${name}@${major}\` \\| `, 'm'));
    }
  });

  it('says what is missing where a provider is asked all the same', async () => {
    const provider = typeOf('mistral').create('m', { type: 'mistral', api_key: 'k' } as never);
    const request = { model: 'm', messages: [], choices: 1, stop: [], parameters: {} };
    const failed = new Promise((_, reject) => {
      provider.generate(request, new GenerationContext('request-1')).subscribe({ error: reject });
    });
    await expect(failed).rejects.toMatchObject({
      code: 'internal_error',
      message: expect.stringContaining('npm install @ai-sdk/mistral@4') as string,
    });
    await provider.close?.();
  });
});

/** Packages are named after their types, and these tests know the versions. */
function installOf(type: string): [name: string, major: number] {
  const majors: Record<string, number> = {
    ...{ 'amazon-bedrock': 5, 'google-vertex': 5, xai: 5 },
    ...{ cerebras: 3, deepinfra: 3, deepseek: 3, fireworks: 3, togetherai: 3 },
  };
  return [`@ai-sdk/${type}`, majors[type] ?? 4];
}
