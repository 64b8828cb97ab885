import { ANTHROPIC_FORM } from '../openapi/anthropic-error-form';
import { GENERATION_ERRORS, GENERATION_HEADERS } from '../openapi/generation-answer';
import type { RoomDescription } from '../openapi/route-description';
import { CountTokensController } from './count-tokens.controller';
import { CountTokensDto } from './dto/count-tokens.dto';
import { CreateMessageDto } from './dto/create-message.dto';
import { EXAMPLES } from './messages.examples';
import { MessagesController } from './messages.controller';

const MESSAGE = {
  type: 'object',
  required: ['id', 'type', 'role', 'model', 'content', 'stop_reason', 'stop_sequence', 'usage'],
  properties: {
    id: { type: 'string' },
    type: { type: 'string', enum: ['message'] },
    role: { type: 'string', enum: ['assistant'] },
    model: { type: 'string', description: 'The name that was asked for; `X-Model` says who answered.' },
    content: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type'],
        properties: { type: { type: 'string', enum: ['text', 'thinking', 'redacted_thinking', 'tool_use'] } },
      },
    },
    stop_reason: { type: 'string', enum: ['end_turn', 'stop_sequence', 'max_tokens', 'tool_use', 'refusal'] },
    stop_sequence: { type: ['string', 'null'], description: 'Where the provider tells which one it was.' },
    usage: {
      type: 'object',
      required: ['input_tokens', 'output_tokens'],
      properties: {
        input_tokens: { type: 'integer', description: 'Without those that came from a cache.' },
        cache_creation_input_tokens: { type: 'integer' },
        cache_read_input_tokens: { type: 'integer' },
        output_tokens: { type: 'integer' },
      },
    },
  },
} as const;

const DESCRIPTION = `Anthropic's Messages API, in front of every model: \`x-api-key\` and \`anthropic-version\` are accepted and not required, and so is \`?beta=true\`. Parameters that are not listed are accepted and change nothing.

A stream is: \`message_start\` and a \`ping\`, content blocks one after the other (\`content_block_start\`, \`content_block_delta\`, \`content_block_stop\`), \`message_delta\` with the stop reason and the token counts, \`message_stop\`. The status is held until the first event, so whatever fails before it has a true status. A failure inside the stream is an \`error\` event, and nothing follows it. While a stream is silent, \`ping\` events keep it open. There is no \`[DONE]\`.

\`thinking\` becomes an effort: a budget of up to 4,095 tokens is \`low\`, of up to 16,383 \`medium\`, above that \`high\`; \`disabled\` is \`none\`; \`adaptive\` leaves it to the model, or to \`output_config.effort\`. Tools that Anthropic's own servers run are refused.`;

/** What the documentation says of this room. */
export const messagesDescription: RoomDescription = {
  routes: [
    {
      controller: MessagesController,
      handler: 'create',
      tag: 'messages',
      summary: 'Create a message',
      description: DESCRIPTION,
      body: { dtos: [CreateMessageDto], examples: EXAMPLES.requests },
      answers: {
        'application/json': { schema: MESSAGE, example: EXAMPLES.message },
        'text/event-stream': {
          schema: { type: 'string', description: 'Named events of the Messages API.' },
          example: EXAMPLES.stream,
        },
      },
      headers: { ...GENERATION_HEADERS, 'Request-Id': "The same, where Anthropic's clients look for it." },
      errorForm: ANTHROPIC_FORM,
      errors: GENERATION_ERRORS,
    },
    {
      controller: CountTokensController,
      handler: 'count',
      tag: 'messages',
      summary: 'Estimate the tokens of a message',
      description:
        "By the length of texts and tools, about four bytes a token; an image counts 1,600. No model's own tokenizer is asked, so the true count, which the answer's `usage` has, differs.",
      body: { dtos: [CountTokensDto], examples: EXAMPLES.counts },
      answers: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['input_tokens'],
            properties: { input_tokens: { type: 'integer' } },
          },
          example: { input_tokens: 12 },
        },
      },
      errorForm: ANTHROPIC_FORM,
      errors: ['invalid_json', 'invalid_value', 'missing_required_parameter', 'model_not_found'],
    },
  ],
  properties: [CountTokensDto, CreateMessageDto].map((dto) => ({
    dto,
    texts: {
      model:
        'Who answers: a configured name, `provider/model`, or `builtin`. The configured default where it is absent.',
      messages: 'The conversation so far, oldest turn first.',
      system: 'Instructions of the application: a text, or blocks of text.',
      tools: 'What the model may call.',
      tool_choice: 'Whether and what it must call, and whether it may call several tools in one turn.',
      thinking: 'How much a reasoning model thinks before it answers.',
      output_config: 'The effort that goes into the answer, and a schema that it keeps to.',
      mcp_servers: 'Not available: the tools of such servers are called by the client.',
      max_tokens: 'Upper bound on the tokens of the answer.',
      stream: '`true` answers with Server-Sent Events, otherwise with one JSON object.',
      stop_sequences: 'Texts that end the answer; they are not part of it.',
      temperature: 'Variety: 0 is the least, 1 the most.',
      top_p: 'Considers only the likeliest continuations that together have this probability.',
      top_k: 'Considers only so many of the likeliest continuations; 0 considers all.',
      metadata: '`user_id` names the end user; all else is passed on.',
      service_tier: "Whether the upstream's faster tier may be used.",
    },
  })),
};
