import type { INestApplication } from '@nestjs/common';
import {
  ApiBody,
  ApiExcludeController,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
  DocumentBuilder,
  type OpenAPIObject,
  SwaggerModule,
} from '@nestjs/swagger';
import type { ClassConstructor } from 'class-transformer';
import { ERROR_TRAITS, type GenerationErrorCode } from '../generation/generation-error-code';
import { FallbackController } from '../http/fallback.controller';
import { version } from '../version';
import { dtoSchemas } from './dto-schemas';
import { OPENAI_FORM } from './openai-error-form';
import { ROOM_DESCRIPTIONS } from './room-descriptions';
import type { ErrorForm, RouteDescription } from './route-description';

const INTRODUCTION = `OpenAI's chat completions, responses, text completions and embeddings, and Anthropic's messages, streamed over Server-Sent Events, for any model behind this service.

Every stream ends in exactly one of two ways, each told by the last event of its dialect: it is complete, or it failed.`;

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemaName = ({ name }: ClassConstructor<object>): string => name.replace(/Dto$/, '');

/**
 * The API's description. Routes come from Nest's own scan of the controllers, what is said of them from the
 * rooms, and the schemas of bodies from the decorators that validate them.
 */
export function buildOpenApiDocument(app: INestApplication): OpenAPIObject {
  ApiExcludeController()(FallbackController);
  const routes = ROOM_DESCRIPTIONS.flatMap((room) => room.routes);
  routes.forEach(describe);
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('streaming-llm-api')
    .setDescription(INTRODUCTION)
    .setVersion(version)
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addServer('/')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: (controller, handler) => `${controller.replace(/Controller$/, '')}_${handler}`,
  });
  document.components ??= {};
  const forms = routes.flatMap(({ errorForm }) => (errorForm ? [[errorForm.name, errorForm.schema]] : []));
  document.components.schemas = {
    [OPENAI_FORM.name]: OPENAI_FORM.schema,
    ...(Object.fromEntries(forms) as object),
    ...(describedSchemas(routes) as object),
  };
  return document;
}

function describedSchemas(routes: readonly RouteDescription[]) {
  const schemas = dtoSchemas(routes.flatMap(({ body }) => body?.dtos ?? []));
  for (const { dto, texts } of ROOM_DESCRIPTIONS.flatMap(({ properties }) => properties ?? [])) {
    const { properties = {} } = schemas[schemaName(dto)] ?? {};
    for (const [property, description] of Object.entries(texts)) {
      if (property in properties) properties[property] = { description, ...properties[property] };
    }
  }
  return schemas;
}

/** Says by Nest's decorators what a room says of a route. */
function describe(route: RouteDescription): void {
  const { controller, handler, tag, summary, description, body, parameters = {}, query = {} } = route;
  const prototype = controller.prototype as object;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, handler);
  if (!descriptor) throw new Error(`${controller.name} has no ${handler}`);
  const say = (decorator: MethodDecorator): void => void decorator(prototype, handler, descriptor);
  ApiTags(tag)(controller);
  say(ApiOperation({ summary, description }));
  for (const [name, parameter] of Object.entries(parameters)) say(ApiParam({ name, ...parameter }));
  for (const [name, says] of Object.entries(query)) {
    say(ApiQuery({ name, description: says, required: false, type: String }));
  }
  if (body) {
    const refs = body.dtos.map((dto) => ref(schemaName(dto)));
    const schema = refs.length === 1 ? refs[0] : { oneOf: refs };
    say(ApiBody({ required: true, schema, examples: body.examples }));
  }
  say(
    ApiResponse({
      status: 200,
      description: 'The answer.',
      content: route.answers,
      headers: headersOf(route.headers ?? {}),
    }),
  );
  for (const [status, { description, schema }] of Object.entries(route.others ?? {})) {
    say(ApiResponse({ status: Number(status), description, schema: schema }));
  }
  const form = route.errorForm ?? OPENAI_FORM;
  for (const [status, codes] of byStatus(route.errors)) say(ApiResponse(errorResponse(status, codes, form)));
}

function byStatus(codes: readonly GenerationErrorCode[]): Map<number, GenerationErrorCode[]> {
  const statuses = new Map<number, GenerationErrorCode[]>();
  for (const code of codes) {
    const { status } = ERROR_TRAITS[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  return statuses;
}

function errorResponse(status: number, codes: readonly GenerationErrorCode[], form: ErrorForm) {
  const retries = status === 429 || status === 503 || status === 504;
  return {
    status,
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: headersOf({
      'X-Request-Id': 'Names the request in the log.',
      ...(retries && { 'Retry-After': 'Seconds after which asking again makes sense, where that is known.' }),
    }),
    content: {
      'application/json': {
        schema: ref(form.name),
        examples: Object.fromEntries(codes.map((code) => [code, { value: form.asJson(code) }])),
      },
      'text/event-stream': {
        schema: { type: 'string' as const, description: 'Where the caller accepts event streams only.' },
        example: form.asEventStream(codes[0]),
      },
    },
  };
}

const headersOf = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' as const } },
    ]),
  );
