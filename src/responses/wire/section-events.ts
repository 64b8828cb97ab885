import type OpenAI from 'openai';
import type { OutputItem } from './output-item';
import type { OutputSection, SectionKind } from './output-section';

type EventType = OpenAI.Responses.ResponseStreamEvent['type'];

/** How the events of a kind of section are called, and the property in which the last one has the whole text. */
interface SectionEvents {
  readonly delta: EventType;
  readonly done: EventType;
  readonly whole: 'text' | 'refusal' | 'arguments' | 'input';
}

const EVENTS: Readonly<Record<SectionKind, SectionEvents>> = {
  output_text: { delta: 'response.output_text.delta', done: 'response.output_text.done', whole: 'text' },
  refusal: { delta: 'response.refusal.delta', done: 'response.refusal.done', whole: 'refusal' },
  reasoning_text: {
    ...{ delta: 'response.reasoning_text.delta', done: 'response.reasoning_text.done', whole: 'text' },
  },
  arguments: {
    delta: 'response.function_call_arguments.delta',
    done: 'response.function_call_arguments.done',
    whole: 'arguments',
  },
  input: {
    delta: 'response.custom_tool_call_input.delta',
    done: 'response.custom_tool_call_input.done',
    whole: 'input',
  },
};

/** The events that an item and its sections consist of, but for their sequence numbers. */
export const eventsOf = ({ kind }: OutputSection): SectionEvents => EVENTS[kind];

/** Where a section is, as its events say it: properties of a JSON object, without the braces. */
export function placeOf(item: OutputItem, section: OutputSection): string {
  const place = { item_id: item.id, output_index: item.index };
  return JSON.stringify(item.hasParts ? { ...place, content_index: section.index } : place).slice(1, -1);
}
