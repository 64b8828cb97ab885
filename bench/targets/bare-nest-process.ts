import 'reflect-metadata';
import { Body, Controller, Module, Post, Res, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Response } from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import type { ProxyMessage } from './proxy-message';
import { POOL_OPTIONS, relay } from './relay';

/** The least that NestJS can do as a proxy: one controller, one validated body, and bytes passed through. */
const upstream = new Pool(`http://127.0.0.1:${process.env.UPSTREAM_PORT}`, POOL_OPTIONS);

class MessageDto {
  @IsIn(['system', 'developer', 'user', 'assistant', 'tool'])
  role!: string;

  @IsString()
  content!: string;
}

class CompletionDto {
  @IsString()
  model!: string;

  @IsArray()
  @ArrayNotEmpty()
  @ValidateNested({ each: true })
  @Type(() => MessageDto)
  messages!: MessageDto[];

  @IsOptional()
  @IsBoolean()
  stream?: boolean;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  temperature?: number;
}

@Controller('v1/chat/completions')
class CompletionsController {
  @Post()
  complete(@Body() body: CompletionDto, @Res() response: Response): void {
    relay(upstream, JSON.stringify(body), response);
  }
}

@Module({ controllers: [CompletionsController] })
class BareModule {}

async function start(): Promise<void> {
  const app = await NestFactory.create(BareModule, { logger: false });
  app.useGlobalPipes(new ValidationPipe({ transform: true }));
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  process.send?.({ kind: 'ready', port } satisfies ProxyMessage);
}

process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
void start();
