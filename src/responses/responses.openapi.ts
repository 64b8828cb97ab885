import { GENERATION_ERRORS, GENERATION_HEADERS } from '../openapi/generation-answer';
import type { RoomDescription } from '../openapi/route-description';
import { CreateResponseDto } from './dto/create-response.dto';
import { RESPONSE } from './openapi/response-schema';
import { storedResponseRoutes } from './openapi/stored-response-routes';
import { RESPONSES_FORM } from './openapi/responses-error-form';
import { ResponsesController } from './responses.controller';

const event = (data: Readonly<Record<string, unknown>> & { readonly type: string }): string =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;

const DELTA = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const STREAM_EXAMPLE = [
  event({ type: 'response.output_text.delta', ...DELTA, logprobs: [], sequence_number: 4, delta: 'Hello' }),
  event({ type: 'response.output_text.done', sequence_number: 5, ...DELTA, logprobs: [], text: 'Hello' }),
].join('');

const DESCRIPTION = `OpenAI's Responses API, in front of every model. It is answered with one response object, or with Server-Sent Events where \`stream\` is true.

A stream is: \`response.created\`, \`response.in_progress\`, for each item of the output \`response.output_item.added\`, its parts and deltas and \`response.output_item.done\`, and one last event: \`response.completed\`, \`response.incomplete\` or \`response.failed\`. Nothing follows it, \`[DONE]\` neither. The status is held until the first event, so whatever fails before it has a true status.

Functions and custom tools can be called. Tools that OpenAI runs itself, such as web search, are refused.

Parameters that are not listed are accepted and passed on to upstreams that may know them.`;

/** What the documentation says of this room. */
export const responsesDescription: RoomDescription = {
  routes: [
    {
      controller: ResponsesController,
      handler: 'create',
      tag: 'responses',
      summary: 'Create a response',
      description: DESCRIPTION,
      body: {
        dtos: [CreateResponseDto],
        examples: {
          text: {
            summary: 'One JSON answer',
            value: { model: 'builtin', input: 'What is back-pressure?', max_output_tokens: 100 },
          },
          stream: {
            summary: 'Streamed, with instructions',
            value: {
              model: 'builtin',
              instructions: 'Be brief.',
              input: [
                { type: 'message', role: 'user', content: 'How do I deploy a streaming API behind nginx?' },
              ],
              stream: true,
              max_output_tokens: 200,
            },
          },
        },
      },
      answers: {
        'application/json': { schema: RESPONSE },
        'text/event-stream': {
          schema: { type: 'string', description: 'Events of the Responses API, numbered from 0.' },
          example: STREAM_EXAMPLE,
        },
      },
      headers: GENERATION_HEADERS,
      errorForm: RESPONSES_FORM,
      errors: [...GENERATION_ERRORS, 'previous_response_not_found'],
    },
    ...storedResponseRoutes,
  ],
  properties: [
    {
      dto: CreateResponseDto,
      texts: {
        model: 'Who answers: a configured name, `provider/model`, or `builtin`.',
        input: 'A text of the user, or the items of the conversation, oldest first.',
        instructions: 'Put ahead of the conversation; not carried over to later responses.',
        max_output_tokens: 'Upper bound on the tokens of the answer, those of reasoning included.',
        temperature: 'Variety: 0 is the least, 2 the most.',
        top_p: 'Considers only the likeliest continuations that together have this probability.',
        tools: 'What the model may call.',
        tool_choice: 'Whether and what it must call.',
        parallel_tool_calls: 'Whether it may call several tools in one turn.',
        max_tool_calls: 'Concerns tools that OpenAI runs itself, of which there are none here.',
        text: 'What the text of the answer is like: plain, JSON, or JSON that keeps to a schema; and its length.',
        reasoning: 'How a reasoning model thinks.',
        metadata: 'Up to 16 pairs; keys of up to 64 characters, values of up to 512.',
        store: 'Whether the response is kept, to be read or continued later. True where it is absent.',
        previous_response_id: 'The response that this one continues.',
        stream: '`true` answers with Server-Sent Events, otherwise with one JSON object.',
        stream_options: 'Allowed only with `stream: true`.',
        background: 'Answers at once, and works on when the client leaves.',
        include: 'What is added to the answer; of these, only log probabilities exist here.',
        truncation: 'Accepted; a conversation that is too long for its model is refused all the same.',
        top_logprobs: 'How many likely tokens to return at each position.',
        seed: "The same seed and request give the same text, where the model can do that. Not one of OpenAI's.",
        user: 'Names the end user; the deprecated form of `safety_identifier`.',
        safety_identifier: 'Names the end user, hashed, for the detection of abuse.',
        prompt_cache_key: 'Groups requests that share a beginning.',
        prompt_cache_retention: 'How long the upstream keeps the prompt in its cache.',
        service_tier: "The upstream's tier of service.",
      },
    },
  ],
};
