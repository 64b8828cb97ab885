import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';

type ResponseFormat = LanguageModelV4CallOptions['responseFormat'];
type Schema = Extract<ResponseFormat, { type: 'json' }>['schema'];

/** OpenAI's `response_format`, validated. */
type WireFormat =
  | { readonly type: 'text' | 'json_object' }
  | {
      readonly type: 'json_schema';
      readonly json_schema: {
        readonly name: string;
        readonly description?: string;
        readonly schema?: Schema;
      };
    };

/** The form that an answer must have; undefined for plain text. */
export function toResponseFormat(wireFormat: unknown): ResponseFormat {
  const format = (wireFormat ?? { type: 'text' }) as WireFormat;
  switch (format.type) {
    case 'text':
      return undefined;
    case 'json_object':
      return { type: 'json' };
    case 'json_schema': {
      const { name, description, schema } = format.json_schema;
      return { type: 'json', name, description, schema };
    }
  }
}
