import { estimateTokens } from '../generation/estimate-tokens';
import type { ContentPart, Message } from '../generation/message';
import type { CountTokensDto } from './dto/count-tokens.dto';
import { toConversation } from './mapping/to-conversation';
import { toTools } from './mapping/to-tools';

/** The most that a model of Anthropic's spends on an image; its size is not looked at here. */
const TOKENS_PER_IMAGE = 1_600;
/** Base64 of a document per token: a page of text is about 40 kB in a PDF and 800 tokens. */
const BASE64_PER_DOCUMENT_TOKEN = 64;
/** What a message costs beside its content, for its role and borders. */
const TOKENS_PER_MESSAGE = 3;

/**
 * An estimate of the tokens that a request has before it is answered: by the length of its texts, calls and
 * tools, as usage is estimated where a provider counts nothing.
 */
export function countInputTokens(dto: CountTokensDto): number {
  const { tools } = toTools(dto.tools, dto.tool_choice);
  const messages = toConversation(dto).map(({ message }) => tokensOf(message));
  return messages.reduce((sum, tokens) => sum + tokens, tools ? lengthInTokens(JSON.stringify(tools)) : 0);
}

function tokensOf({ content, tool_calls: calls = [] }: Message): number {
  const parts: readonly ContentPart[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
  const called = calls.length > 0 ? lengthInTokens(JSON.stringify(calls)) : 0;
  return parts.reduce((sum, part) => sum + partTokens(part), TOKENS_PER_MESSAGE + called);
}

function partTokens(part: ContentPart): number {
  switch (part.type) {
    case 'text':
      return lengthInTokens(part.text);
    case 'image_url':
      return TOKENS_PER_IMAGE;
    case 'file':
      return Math.round((part.file.file_data?.length ?? 0) / BASE64_PER_DOCUMENT_TOKEN);
    default:
      return 0;
  }
}

const lengthInTokens = (text: string): number => estimateTokens(Buffer.byteLength(text));
