import { GENERATION_ERRORS, GENERATION_HEADERS } from '../openapi/generation-answer';
import type { RoomDescription } from '../openapi/route-description';
import { CompletionsController } from './completions.controller';
import { ChatCompletionDto } from './dto/chat-completion.dto';
import { PromptCompletionDto } from './dto/prompt-completion.dto';

const USAGE = {
  type: 'object',
  required: ['prompt_tokens', 'completion_tokens', 'total_tokens'],
  properties: {
    prompt_tokens: { type: 'integer' },
    completion_tokens: { type: 'integer' },
    total_tokens: { type: 'integer' },
  },
} as const;

const COMPLETION = {
  type: 'object',
  required: ['id', 'object', 'created', 'model', 'choices'],
  properties: {
    id: { type: 'string' },
    object: { type: 'string', enum: ['chat.completion'] },
    created: { type: 'integer', description: 'Seconds since the epoch.' },
    model: { type: 'string', description: 'The name that was asked for; `X-Model` says who answered.' },
    choices: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          index: { type: 'integer' },
          message: {
            type: 'object',
            properties: {
              role: { type: 'string', enum: ['assistant'] },
              content: { type: ['string', 'null'] },
              refusal: { type: ['string', 'null'] },
              reasoning_content: { type: 'string' },
              tool_calls: { type: 'array', items: { type: 'object' } },
            },
          },
          logprobs: { type: ['object', 'null'] },
          finish_reason: { type: 'string', enum: ['stop', 'length', 'tool_calls', 'content_filter'] },
        },
      },
    },
    usage: USAGE,
  },
} as const;

const STREAM_EXAMPLE = [
  'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"builtin","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}',
  'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"builtin","choices":[{"index":0,"delta":{"content":"Hello"},"logprobs":null,"finish_reason":null}]}',
  'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"builtin","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}',
  'data: [DONE]',
]
  .map((line) => `${line}\n\n`)
  .join('');

const DESCRIPTION = `One endpoint, two dialects. A body with \`messages\` is OpenAI's: it is answered with JSON, or with Server-Sent Events where \`stream\` is true. A body with \`prompt\` is the prompt dialect: it always streams, and its errors are \`{"error": "…", "code": 400}\` events.

A stream is: the role chunk of each choice, deltas, the finish chunk of each choice, a usage chunk where \`stream_options.include_usage\` is true, \`data: [DONE]\`. The status is held until the first event, so whatever fails before it has a true status. A failure inside the stream is an error event, then \`[DONE]\`. While a stream is silent, comment lines (\`: keep-alive\`) keep it open.

Parameters that are not listed are accepted and passed on to upstreams that may know them.`;

const SAMPLING = {
  model:
    'Who answers: a configured name, `provider/model`, or `builtin`. The configured default where it is absent.',
  max_tokens: 'Upper bound on the tokens of each choice.',
  temperature: 'Variety: 0 is the least, 2 the most.',
  top_p: 'Considers only the likeliest continuations that together have this probability.',
  stop: 'Up to four texts that end the answer; they are not part of it.',
  seed: 'The same seed and request give the same text, where the model can do that.',
};

/** What the documentation says of this room. */
export const completionsDescription: RoomDescription = {
  routes: [
    {
      controller: CompletionsController,
      handler: 'create',
      tag: 'chat completions',
      summary: 'Create a chat completion',
      description: DESCRIPTION,
      body: {
        dtos: [ChatCompletionDto, PromptCompletionDto],
        examples: {
          prompt: {
            summary: 'The prompt dialect, streamed',
            value: { prompt: 'Explain streaming APIs', stream: true },
          },
          chat: {
            summary: "OpenAI's dialect, one JSON answer",
            value: {
              model: 'builtin',
              messages: [{ role: 'user', content: 'What is back-pressure?' }],
              max_tokens: 100,
            },
          },
          stream: {
            summary: "OpenAI's dialect, streamed, with usage",
            value: {
              model: 'builtin',
              messages: [
                { role: 'system', content: 'Be brief.' },
                { role: 'user', content: 'How do I deploy a streaming API behind nginx?' },
              ],
              stream: true,
              stream_options: { include_usage: true },
              seed: 7,
              max_tokens: 200,
            },
          },
        },
      },
      answers: {
        'application/json': { schema: COMPLETION },
        'text/event-stream': {
          schema: { type: 'string', description: '`data:` lines with `chat.completion.chunk` objects.' },
          example: STREAM_EXAMPLE,
        },
      },
      headers: GENERATION_HEADERS,
      errors: [...GENERATION_ERRORS, 'string_above_max_length'],
    },
  ],
  properties: [
    {
      dto: PromptCompletionDto,
      texts: {
        ...SAMPLING,
        prompt: '1 to 5,000 characters unless configured otherwise, counted after trimming.',
        stream: 'Must be true: the prompt dialect always streams.',
      },
    },
    {
      dto: ChatCompletionDto,
      texts: {
        ...SAMPLING,
        messages: 'The conversation so far, oldest turn first.',
        stream: '`true` answers with Server-Sent Events, otherwise with one JSON object.',
        stream_options: 'Allowed only with `stream: true`.',
        n: 'How many choices to generate.',
        max_completion_tokens: 'The newer name of `max_tokens`, over which it wins.',
        presence_penalty: 'Above 0: prefers tokens that have not occurred yet.',
        frequency_penalty: 'Above 0: prefers tokens that have occurred rarely.',
        logit_bias: 'Token id → bias from -100 to 100.',
        logprobs: 'Returns the log probabilities of the tokens.',
        top_logprobs:
          'How many likely tokens to return at each position. Allowed only with `logprobs: true`.',
        tools: 'What the model may call.',
        tool_choice: 'Whether and what it must call.',
        parallel_tool_calls: 'Whether it may call several tools in one turn.',
        response_format: 'Plain text, any JSON object, or JSON that keeps to a schema.',
        reasoning_effort: 'How much a reasoning model thinks before it answers.',
        verbosity: 'How long answers are.',
        service_tier: "The upstream's tier of service.",
        store: 'Whether the upstream keeps the completion.',
        metadata: 'Up to 16 pairs; keys of up to 64 characters, values of up to 512.',
        user: 'Names the end user; the deprecated form of `safety_identifier`.',
        safety_identifier: 'Names the end user, hashed, for the detection of abuse.',
        prompt_cache_key: 'Groups requests that share a beginning.',
        prompt_cache_retention: 'How long the upstream keeps the prompt in its cache.',
        modalities: 'What the answer may consist of.',
        audio: 'Parameters of audio output.',
        prediction: 'Text that the answer is expected to repeat in large part.',
        web_search_options: "Parameters of the upstream's web search.",
        functions: 'The deprecated form of `tools`.',
        function_call: 'The deprecated form of `tool_choice`.',
      },
    },
  ],
};
