const USAGE = {
  type: 'object',
  properties: {
    input_tokens: { type: 'integer' },
    input_tokens_details: { type: 'object' },
    output_tokens: { type: 'integer' },
    output_tokens_details: { type: 'object' },
    total_tokens: { type: 'integer' },
  },
} as const;

/** A response object, as far as the documentation describes it; what a request said is repeated beside. */
export const RESPONSE = {
  type: 'object',
  required: ['id', 'object', 'created_at', 'model', 'status', 'output', 'error', 'incomplete_details'],
  properties: {
    id: { type: 'string' },
    object: { type: 'string', enum: ['response'] },
    created_at: { type: 'integer', description: 'Seconds since the epoch.' },
    model: { type: 'string', description: 'The name that was asked for; `X-Model` says who answered.' },
    status: {
      type: 'string',
      enum: ['queued', 'in_progress', 'completed', 'incomplete', 'failed', 'cancelled'],
    },
    output: {
      type: 'array',
      description: 'Items of type `message`, `reasoning`, `function_call` and `custom_tool_call`.',
      items: { type: 'object', properties: { id: { type: 'string' }, type: { type: 'string' } } },
    },
    error: {
      type: ['object', 'null'],
      properties: {
        code: { type: 'string', enum: ['server_error', 'rate_limit_exceeded', 'invalid_prompt'] },
        message: { type: 'string', description: 'Written for the caller.' },
        reason: { type: 'string', description: "The code by this service's own table." },
      },
    },
    incomplete_details: {
      type: ['object', 'null'],
      properties: { reason: { type: 'string', enum: ['max_output_tokens', 'content_filter'] } },
    },
    usage: USAGE,
  },
} as const;
