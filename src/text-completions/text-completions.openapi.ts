import { GENERATION_ERRORS, GENERATION_HEADERS } from '../openapi/generation-answer';
import type { RoomDescription } from '../openapi/route-description';
import { TextCompletionDto } from './dto/text-completion.dto';
import { TextCompletionsController } from './text-completions.controller';

const COMPLETION = {
  type: 'object',
  required: ['id', 'object', 'created', 'model', 'choices'],
  properties: {
    id: { type: 'string' },
    object: { type: 'string', enum: ['text_completion'] },
    created: { type: 'integer', description: 'Seconds since the epoch.' },
    model: { type: 'string', description: 'The name that was asked for; `X-Model` says who answered.' },
    choices: {
      type: 'array',
      items: {
        type: 'object',
        required: ['text', 'index', 'logprobs', 'finish_reason'],
        properties: {
          text: { type: 'string' },
          index: { type: 'integer', description: 'Choice `c` of prompt `p` has the index `p * n + c`.' },
          logprobs: { type: ['object', 'null'] },
          finish_reason: { type: 'string', enum: ['stop', 'length', 'content_filter'] },
        },
      },
    },
    usage: {
      type: 'object',
      description: 'The sum over all prompts.',
      required: ['prompt_tokens', 'completion_tokens', 'total_tokens'],
      properties: {
        prompt_tokens: { type: 'integer' },
        completion_tokens: { type: 'integer' },
        total_tokens: { type: 'integer' },
      },
    },
  },
} as const;

const FRAME = '"id":"cmpl-1","object":"text_completion","created":1760000000,"model":"builtin"';
const STREAM_EXAMPLE = [
  `data: {${FRAME},"choices":[{"text":"Hello","index":0,"logprobs":null,"finish_reason":null}]}`,
  `data: {${FRAME},"choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"stop"}]}`,
  'data: [DONE]',
]
  .map((line) => `${line}\n\n`)
  .join('');

const DESCRIPTION = `OpenAI's legacy API, for clients that have not moved to chat completions. Each prompt becomes one turn of a user's, so every model answers here too.

Several prompts are answered at the same time, in one answer; one that fails fails it. Prompts times \`n\` may not be above the limit of choices. Token arrays, \`suffix\`, \`best_of\` above \`n\`, and \`logprobs\` together with \`echo\` are refused. Without \`max_tokens\` the model's own bound holds, not OpenAI's 16 tokens.

A stream is: with \`echo\` a chunk with the prompt for each choice, text, a chunk with a \`finish_reason\` for each choice, a usage chunk where \`stream_options.include_usage\` is true, \`data: [DONE]\`. The status is held until the first event. A failure inside the stream is an error event, then \`[DONE]\`.

Parameters that are not listed are accepted and passed on to upstreams that may know them.`;

/** What the documentation says of this room. */
export const textCompletionsDescription: RoomDescription = {
  routes: [
    {
      controller: TextCompletionsController,
      handler: 'create',
      tag: 'text completions',
      summary: 'Create a text completion',
      description: DESCRIPTION,
      body: {
        dtos: [TextCompletionDto],
        examples: {
          prompt: {
            summary: 'One prompt, one JSON answer',
            value: { model: 'builtin', prompt: 'What is back-pressure?', max_tokens: 50 },
          },
          prompts: {
            summary: 'Two prompts, streamed',
            value: {
              model: 'builtin',
              prompt: ['What is back-pressure?', 'What is a circuit breaker?'],
              max_tokens: 50,
              stream: true,
            },
          },
        },
      },
      answers: {
        'application/json': { schema: COMPLETION },
        'text/event-stream': {
          schema: { type: 'string', description: '`data:` lines with `text_completion` objects.' },
          example: STREAM_EXAMPLE,
        },
      },
      headers: { ...GENERATION_HEADERS, 'X-Attempts': 'How many attempts it took, over all prompts.' },
      errors: GENERATION_ERRORS,
    },
  ],
  properties: [
    {
      dto: TextCompletionDto,
      texts: {
        model:
          'Who answers: a configured name, `provider/model`, or `builtin`. The configured default where it is absent.',
        prompt: 'What to answer: a text, or several texts, which are answered each.',
        max_tokens: "Upper bound on the tokens of each choice. The model's own where it is absent.",
        temperature: 'Variety: 0 is the least, 2 the most.',
        top_p: 'Considers only the likeliest continuations that together have this probability.',
        stop: 'Up to four texts that end the answer; they are not part of it.',
        seed: 'The same seed and request give the same text, where the model can do that.',
        stream: '`true` answers with Server-Sent Events, otherwise with one JSON object.',
        stream_options: 'Allowed only with `stream: true`.',
        n: 'How many choices to generate for each prompt.',
        best_of: 'Accepted up to `n`: nothing is generated that is not returned.',
        echo: 'Puts the prompt in front of each of its choices.',
        logprobs:
          'How many likely tokens to return at each position, beside the chosen one. `text_offset` counts characters from the beginning of the text.',
        suffix: 'Refused: no model here fills gaps.',
        presence_penalty: 'Above 0: prefers tokens that have not occurred yet.',
        frequency_penalty: 'Above 0: prefers tokens that have occurred rarely.',
        logit_bias: 'Token id → bias from -100 to 100.',
        user: 'Names the end user.',
      },
    },
  ],
};
