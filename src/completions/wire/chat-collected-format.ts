import type OpenAI from 'openai';
import { decodeJsonText, type JsonText } from '../../generation/json-text';
import type {
  FinishReason,
  StreamEvent,
  StreamStart,
  TokenLogprob,
  ToolCallDelta,
} from '../../generation/stream-event';
import type { Usage } from '../../generation/usage';
import type { CollectedFormat } from '../../sse/wire-format';
import { toCompletionUsage } from '../../sse/completion-usage';

type LogprobContent = NonNullable<OpenAI.ChatCompletion.Choice['logprobs']>['content'];

interface CollectedCall {
  kind: 'function' | 'custom';
  id: string;
  name: string;
  arguments: string;
}

interface CollectedChoice {
  text: string;
  reasoning: string;
  refusal: string;
  logprobs: TokenLogprob[] | undefined;
  calls: CollectedCall[];
  reason: FinishReason | undefined;
}

/** Collects a stream into one `chat.completion` object. Text is joined escaped and decoded once, at the end. */
export class ChatCollectedFormat implements CollectedFormat {
  private start: StreamStart | undefined;
  private usage: Usage | undefined;
  private readonly choices: CollectedChoice[];

  /**
   * @param choices how many choices the answer has
   * @param created seconds since the epoch
   * @param model the model's name as the client asked for it
   */
  constructor(
    choices: number,
    private readonly created: number,
    private readonly model: string,
  ) {
    this.choices = Array.from({ length: choices }, () => ({
      text: '',
      reasoning: '',
      refusal: '',
      logprobs: undefined,
      calls: [],
      reason: undefined,
    }));
  }

  add(event: StreamEvent): number {
    switch (event.type) {
      case 'stream-start':
        this.start = event;
        return 0;
      case 'text-delta':
        this.choices[event.choice].text += event.text;
        if (event.logprobs) (this.choices[event.choice].logprobs ??= []).push(...event.logprobs);
        return event.text.length;
      case 'refusal-delta':
        this.choices[event.choice].refusal += event.text;
        return event.text.length;
      case 'reasoning-delta':
        this.choices[event.choice].reasoning += event.text;
        return event.text.length;
      case 'tool-call-delta':
        this.addCall(event);
        return event.arguments.length;
      case 'choice-finish':
        this.choices[event.choice].reason = event.reason;
        return 0;
      case 'finish':
        this.usage = event.usage;
        return 0;
    }
  }

  body(): string {
    const { id = '' } = this.start ?? {};
    const completion: OpenAI.ChatCompletion = {
      id,
      object: 'chat.completion',
      created: this.created,
      model: this.model,
      choices: this.choices.map((choice, index) => ({
        index,
        message: messageOf(choice),
        logprobs: choice.logprobs ? { content: choice.logprobs as LogprobContent, refusal: null } : null,
        finish_reason: choice.reason ?? 'stop',
      })),
      ...(this.usage && { usage: toCompletionUsage(this.usage) }),
    };
    return JSON.stringify(completion);
  }

  private addCall({ choice, index, id, name, kind = 'function', arguments: text }: ToolCallDelta): void {
    const call = (this.choices[choice].calls[index] ??= { kind, id: '', name: '', arguments: '' });
    if (id !== undefined) call.id = id;
    if (name !== undefined) call.name = name;
    call.arguments += text;
  }
}

function messageOf({ text, reasoning, refusal, calls }: CollectedChoice): OpenAI.ChatCompletionMessage {
  const content = decodeJsonText(text as JsonText);
  return {
    role: 'assistant',
    content: content === '' && (calls.length > 0 || refusal !== '') ? null : content,
    refusal: refusal === '' ? null : decodeJsonText(refusal as JsonText),
    ...(reasoning !== '' && { reasoning_content: decodeJsonText(reasoning as JsonText) }),
    ...(calls.length > 0 && {
      tool_calls: calls.map(toolCallOf),
    }),
  };
}

function toolCallOf({
  kind,
  id,
  name,
  arguments: text,
}: CollectedCall): OpenAI.ChatCompletionMessageToolCall {
  const input = decodeJsonText(text as JsonText);
  return kind === 'custom'
    ? { id, type: 'custom', custom: { name, input } }
    : { id, type: 'function', function: { name, arguments: input } };
}
