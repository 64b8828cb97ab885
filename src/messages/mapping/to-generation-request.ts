import type { GenerationRequest } from '../../generation/generation-request';
import type { CreateMessageDto } from '../dto/create-message.dto';
import { reasoningEffort } from './reasoning-effort';
import { toConversation } from './to-conversation';
import { toTools } from './to-tools';

/** The name of the schema where a provider wants one; this dialect gives none. */
const SCHEMA_NAME = 'answer';

/** What this dialect asks for, in the language of the generation. */
export function toGenerationRequest(dto: CreateMessageDto, defaultModel: string): GenerationRequest {
  return {
    model: dto.model ?? defaultModel,
    messages: toConversation(dto).map(({ message }) => message),
    choices: 1,
    maxTokens: dto.max_tokens,
    maxTokensName: 'max_tokens',
    stop: dto.stop_sequences ?? [],
    temperature: dto.temperature ?? undefined,
    topP: dto.top_p ?? undefined,
    parameters: parametersOf(dto),
  };
}

/** Parameters that this dialect has under other names; what the caller did not give stays absent. */
function parametersOf(dto: CreateMessageDto): Record<string, unknown> {
  const { user_id: user, ...metadata } = dto.metadata ?? {};
  const format = dto.output_config?.format;
  const parameters = {
    ...toTools(dto.tools, dto.tool_choice),
    reasoning_effort: reasoningEffort(dto),
    response_format: format && {
      type: 'json_schema',
      json_schema: { name: SCHEMA_NAME, schema: format.schema, strict: true },
    },
    // 0 stands for no bound, which other dialects say by silence.
    top_k: dto.top_k || undefined,
    user,
    metadata: Object.keys(metadata).length > 0 ? metadata : undefined,
    // `auto` is the rule everywhere.
    service_tier: dto.service_tier === 'standard_only' ? 'default' : undefined,
  };
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value != null));
}
