import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';

const object = (properties: object, optional: readonly string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
const array = (items: object): object => ({ type: 'array', items });
const nullable = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });
const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const reason = { enum: ['stop', 'length', 'tool_calls', 'content_filter'] };

const usage = object(
  {
    prompt_tokens: count,
    completion_tokens: count,
    total_tokens: count,
    prompt_tokens_details: object({ cached_tokens: count }),
    completion_tokens_details: object({ reasoning_tokens: count }),
  },
  ['prompt_tokens_details', 'completion_tokens_details'],
);
const likely = { token: text, logprob: { type: 'number', maximum: 0 }, bytes: nullable(array(count)) };
const logprobs = nullable(
  object({
    content: array(object({ ...likely, top_logprobs: array(object(likely)) })),
    refusal: { type: 'null' },
  }),
);
const call = object({
  id: text,
  type: { const: 'function' },
  function: object({ name: text, arguments: text }),
});
const message = object(
  {
    role: { const: 'assistant' },
    content: nullable(text),
    refusal: nullable(text),
    reasoning_content: text,
    tool_calls: array(call),
  },
  ['reasoning_content', 'tool_calls'],
);
const callPiece = object(
  {
    index: count,
    id: text,
    type: { const: 'function' },
    function: object({ name: text, arguments: text }, ['name']),
  },
  ['id', 'type'],
);
const deltas = {
  role: { const: 'assistant' },
  content: text,
  reasoning_content: text,
  tool_calls: array(callPiece),
};
const frame = (name: string): object => ({ id: text, object: { const: name }, created: count, model: text });

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const compile = (schema: object): ValidateFunction => ajv.compile(schema);

/** What the service sends in OpenAI's chat, text and embedding dialects: every field named, and no other. */
export const CHAT_SCHEMAS = {
  completion: compile(
    object({
      ...frame('chat.completion'),
      choices: array(object({ index: count, message, logprobs, finish_reason: reason })),
      usage,
    }),
  ),
  chunk: compile(
    object(
      {
        ...frame('chat.completion.chunk'),
        choices: array(
          object({
            index: count,
            delta: object(deltas, Object.keys(deltas)),
            logprobs,
            finish_reason: nullable(reason),
          }),
        ),
        usage: nullable(usage),
      },
      ['usage'],
    ),
  ),
  textCompletion: compile(
    object({
      ...frame('text_completion'),
      choices: array(
        object({ text, index: count, logprobs: { type: ['object', 'null'] }, finish_reason: reason }),
      ),
      usage,
    }),
  ),
  embeddings: compile(
    object({
      object: { const: 'list' },
      data: array(
        object({ object: { const: 'embedding' }, index: count, embedding: array({ type: 'number' }) }),
      ),
      model: text,
      usage: object({ prompt_tokens: count, total_tokens: count }),
    }),
  ),
  error: compile(object({ error: object({ message: text, type: text, param: nullable(text), code: text }) })),
};
