import helmet, { type HelmetOptions } from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** TLS ends ahead of this service, if anywhere: asking browsers to upgrade would break /docs on plain HTTP. */
const PAGES: HelmetOptions = { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } };

/** What means something where the answer is data: it is no page, is framed by none, and loads nothing. */
const DATA: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};

/** helmet's headers, names and values in turn. */
export interface SecurityHeaders {
  /** For answers of the API: every header of theirs is paid for at each request. */
  readonly data: readonly string[];
  /** For all else, pages among it. */
  readonly pages: readonly string[];
}

/**
 * helmet's headers, asked of it once: they are the same for every answer, and working them out again for
 * each costs more than routing it.
 */
export const securityHeaders = (): SecurityHeaders => ({
  data: headersOf(DATA),
  pages: headersOf(PAGES),
});

function headersOf(options: HelmetOptions): string[] {
  const headers = new Map<string, string>();
  const recorder = {
    setHeader: (name: string, value: string | number | readonly string[]) => headers.set(name, String(value)),
    removeHeader: (name: string) => headers.delete(name),
  };
  helmet(options)({} as IncomingMessage, recorder as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error instanceof Error ? error : new Error('helmet failed');
  });
  return [...headers].flat();
}
