import { ExpressAdapter } from '@nestjs/platform-express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Exchange } from '../sse/exchange';
import { JSON_HEADERS } from '../sse/json-headers';

/** A route's handler, as Nest registers it. */
export type RouteHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

/** Whoever sees every request first. */
export type Entrance = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Express, with a short way for `POST` routes of a fixed path: Nest's handler is found in a map instead of
 * by Express's router, which walks and matches every layer and changes the prototypes of the request and the
 * response on the way. These routes get Node's own objects.
 */
export class ExactRouteAdapter extends ExpressAdapter {
  private readonly exactPosts = new Map<string, RouteHandler>();

  /** The handler of a `POST` to exactly this URL, where there is one. */
  exactRoute({ method, url }: IncomingMessage): RouteHandler | undefined {
    return method === 'POST' && url !== undefined ? this.exactPosts.get(url) : undefined;
  }

  /** Puts `entrance` ahead of everything. It passes on what it lets in by {@link exactRoute} or {@link express}. */
  enterBy(entrance: Entrance): void {
    this.httpServer.removeAllListeners('request');
    this.httpServer.on('request', entrance);
  }

  /** Leaves a request to Express. */
  express(request: IncomingMessage, response: ServerResponse): void {
    this.getInstance<(request: IncomingMessage, response: ServerResponse) => void>()(request, response);
  }

  override post(...args: unknown[]): unknown {
    const [path, handler] = args;
    if (args.length === 2 && typeof path === 'string' && !/[*:{(]/.test(path)) {
      this.exactPosts.set(path, handler as RouteHandler);
    }
    return (super.post as (...args: unknown[]) => unknown)(...args);
  }

  override status(response: ServerResponse, statusCode: number): unknown {
    response.statusCode = statusCode;
    return response;
  }

  override setHeader(response: ServerResponse, name: string, value: string): unknown {
    return response.setHeader(name, value);
  }

  override getHeader(response: ServerResponse, name: string): unknown {
    return response.getHeader(name);
  }

  override appendHeader(response: ServerResponse, name: string, value: string): unknown {
    return response.appendHeader(name, value);
  }

  /** A plain value is sent as JSON; Express's own kinds of answer are Express's. */
  override reply(response: ServerResponse, body: unknown, statusCode?: number): unknown {
    if ('json' in response) return super.reply(response, body, statusCode);
    const exchange = Exchange.of(response);
    if (body === undefined) exchange.writeHead(statusCode ?? response.statusCode, []);
    else exchange.writeHead(statusCode ?? response.statusCode, JSON_HEADERS);
    return response.end(body === undefined ? undefined : JSON.stringify(body));
  }
}
