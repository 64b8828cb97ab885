import Ajv from 'ajv/dist/2020';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const exactly = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const only = (value: string) => ({ const: value });

const STATUS = { enum: ['in_progress', 'completed', 'incomplete'] };
const LOGPROBS = { type: 'array' };
const OUTPUT_TEXT = exactly({
  ...{ type: only('output_text'), annotations: { type: 'array', maxItems: 0 }, logprobs: LOGPROBS, text },
});
const REFUSAL = exactly({ type: only('refusal'), refusal: text });
const REASONING_TEXT = exactly({ type: only('reasoning_text'), text });
const PART = { anyOf: [OUTPUT_TEXT, REFUSAL, REASONING_TEXT] };
const id = (prefix: string) => ({ type: 'string', pattern: `^${prefix}_[0-9a-f]{32}$` });

const ITEM = {
  anyOf: [
    exactly({
      ...{ id: id('msg'), type: only('message'), role: only('assistant'), status: STATUS },
      content: { type: 'array', items: { anyOf: [OUTPUT_TEXT, REFUSAL] } },
    }),
    exactly({
      ...{ id: id('rs'), type: only('reasoning'), status: STATUS, summary: { type: 'array', maxItems: 0 } },
      content: { type: 'array', items: REASONING_TEXT },
    }),
    exactly({
      ...{ id: id('fc'), type: only('function_call'), status: STATUS, call_id: text, name: text },
      arguments: text,
    }),
    exactly({
      ...{ id: id('ctc'), type: only('custom_tool_call'), status: STATUS, call_id: text, name: text },
      input: text,
    }),
  ],
};

/** A response object, whole: what must be there, and nothing else. */
const RESPONSE = exactly(
  {
    id: id('resp'),
    object: only('response'),
    created_at: count,
    model: text,
    background: { type: 'boolean' },
    instructions: { type: ['string', 'null'] },
    max_output_tokens: { type: ['integer', 'null'] },
    max_tool_calls: { type: ['integer', 'null'] },
    metadata: { type: 'object' },
    parallel_tool_calls: { type: 'boolean' },
    previous_response_id: { type: ['string', 'null'] },
    prompt_cache_key: { type: ['string', 'null'] },
    prompt_cache_retention: { type: ['string', 'null'] },
    reasoning: { type: 'object' },
    safety_identifier: { type: ['string', 'null'] },
    service_tier: text,
    store: { type: 'boolean' },
    temperature: { type: 'number' },
    text: { type: 'object' },
    tool_choice: { type: ['string', 'object'] },
    tools: { type: 'array' },
    top_logprobs: count,
    top_p: { type: 'number' },
    truncation: { enum: ['auto', 'disabled'] },
    user: text,
    status: { enum: ['queued', 'in_progress', 'completed', 'incomplete', 'failed', 'cancelled'] },
    completed_at: { type: ['integer', 'null'] },
    output: { type: 'array', items: ITEM },
    error: {
      anyOf: [
        { type: 'null' },
        exactly({
          code: { enum: ['server_error', 'rate_limit_exceeded', 'invalid_prompt'] },
          ...{ message: text, type: text, reason: text, param: { type: ['string', 'null'] } },
        }),
      ],
    },
    incomplete_details: {
      anyOf: [{ type: 'null' }, exactly({ reason: { enum: ['max_output_tokens', 'content_filter'] } })],
    },
    usage: exactly({
      input_tokens: count,
      input_tokens_details: exactly({ cached_tokens: count, cache_write_tokens: count }),
      output_tokens: count,
      output_tokens_details: exactly({ reasoning_tokens: count }),
      total_tokens: count,
    }),
  },
  ['service_tier', 'user', 'usage'],
);

const SEQUENCE = { sequence_number: count };
const CALL_PLACE = { item_id: text, output_index: count };
const PLACE = { ...CALL_PLACE, content_index: count };
const lifecycle = { response: RESPONSE };
const EVENTS: Record<string, Record<string, object>> = {
  'response.created': lifecycle,
  'response.queued': lifecycle,
  'response.in_progress': lifecycle,
  'response.completed': lifecycle,
  'response.incomplete': lifecycle,
  'response.failed': lifecycle,
  'response.output_item.added': { output_index: count, item: ITEM },
  'response.output_item.done': { output_index: count, item: ITEM },
  'response.content_part.added': { ...PLACE, part: PART },
  'response.content_part.done': { ...PLACE, part: PART },
  'response.output_text.delta': { ...PLACE, logprobs: LOGPROBS, delta: text },
  'response.output_text.done': { ...PLACE, logprobs: LOGPROBS, text },
  'response.refusal.delta': { ...PLACE, delta: text },
  'response.refusal.done': { ...PLACE, refusal: text },
  'response.reasoning_text.delta': { ...PLACE, delta: text },
  'response.reasoning_text.done': { ...PLACE, text },
  'response.function_call_arguments.delta': { ...CALL_PLACE, delta: text },
  'response.function_call_arguments.done': { ...CALL_PLACE, name: text, arguments: text },
  'response.custom_tool_call_input.delta': { ...CALL_PLACE, delta: text },
  'response.custom_tool_call_input.done': { ...CALL_PLACE, input: text },
  error: { code: text, message: text, param: { type: ['string', 'null'] } },
};

const ajv = new Ajv({ allowUnionTypes: true });
const checkResponse = ajv.compile(RESPONSE);
const checks = new Map(
  Object.entries(EVENTS).map(([type, properties]) => [
    type,
    ajv.compile(exactly({ type: only(type), ...SEQUENCE, ...properties })),
  ]),
);

/** What is wrong with a response object; undefined where nothing is. */
export function responseFault(response: unknown): string | undefined {
  return checkResponse(response) ? undefined : ajv.errorsText(checkResponse.errors);
}

/** What is wrong with an event of a stream; undefined where nothing is. */
export function eventFault(event: { readonly type: string }): string | undefined {
  const { type } = event;
  const check = checks.get(type);
  if (!check) return `no event is called ${type}`;
  return check(event) ? undefined : `${type}: ${ajv.errorsText(check.errors)}`;
}
