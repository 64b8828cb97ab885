import { All, Controller, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Application, Request, Response } from 'express';
import { GenerationError } from '../generation/generation-error';
import { allowedMethods } from './allowed-methods';

/** Whatever no other controller answers. Its module comes last, since Express takes routes in their order. */
@Controller()
export class FallbackController {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  /** 405 with `Allow` where only the method is wrong, 404 otherwise. */
  @All('{*path}')
  refuse(@Req() request: Request, @Res() response: Response): never {
    const methods = allowedMethods(this.adapterHost.httpAdapter.getInstance<Application>(), request.path);
    if (methods.length === 0) {
      throw new GenerationError(
        'unknown_url',
        `Unknown request URL: ${request.method} ${shown(request.path)}.`,
      );
    }
    response.setHeader('Allow', methods.join(', '));
    throw new GenerationError(
      'method_not_allowed',
      `${request.method} is not allowed here. Allowed: ${methods.join(', ')}.`,
    );
  }
}

/** Longest part of a path that an error message repeats. */
const SHOWN_PATH_CHARS = 200;
const shown = (path: string): string => path.slice(0, SHOWN_PATH_CHARS);
