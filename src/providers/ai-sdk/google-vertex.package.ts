import type { AiSdkPackage } from './ai-sdk-package';
import { GoogleVertexOptions } from './options/google-vertex-options.dto';

/** Gemini, at Google Vertex AI. */
export const googleVertexPackage: AiSdkPackage<GoogleVertexOptions> = {
  type: 'google-vertex',
  install: '@ai-sdk/google-vertex@5',
  factory: 'createGoogleVertex',
  options: GoogleVertexOptions,
  environmentName: 'vertex',
  ownOptions: 'googleVertex',
  embeds: true,
  fromEnvironment: (variables) => {
    const { GOOGLE_VERTEX_API_KEY: api_key } = variables;
    const { GOOGLE_VERTEX_PROJECT: project, GOOGLE_VERTEX_LOCATION: location } = variables;
    if (api_key) return { api_key };
    return project && location ? { project, location } : undefined;
  },
  settings: ({ api_key, base_url, project, location, client_email, private_key }) => ({
    // An empty key keeps the package from taking one from the environment where a project is given.
    apiKey: api_key ?? '',
    baseURL: base_url,
    project,
    location,
    ...(client_email && { googleAuthOptions: { credentials: { client_email, private_key } } }),
  }),
  secrets: ({ api_key, project, client_email }) => [api_key, project, client_email],
};
