import type OpenAI from 'openai';
import { eventFault } from './response-schemas';

export type ResponseEvent = OpenAI.Responses.ResponseStreamEvent;

/**
 * The events of a whole body, each held against its schema, its name and its number.
 * @throws Error saying what is wrong with the first faulty one
 */
export function responseEvents(body: string, first = 0): ResponseEvent[] {
  const messages = body.split('\n\n');
  if (messages.pop() !== '') throw new Error(`The body ends within an event: ${body.slice(-200)}`);
  return messages
    .filter((message) => !message.startsWith(':'))
    .map((message, position) => {
      const [, name, data] = /^event: (\S+)\ndata: (\{.*\})$/.exec(message) ?? [];
      if (data === undefined) throw new Error(`No event of the Responses API: ${message}`);
      const event = JSON.parse(data) as ResponseEvent;
      const fault = eventFault(event);
      if (fault !== undefined) throw new Error(fault);
      if (event.type !== name) throw new Error(`${name} carries ${event.type}`);
      if (event.sequence_number !== first + position) {
        throw new Error(`${name} has number ${event.sequence_number} at position ${position}`);
      }
      return event;
    });
}

/** The last event, which has to be the one that ends a response. */
export function lastResponse(events: readonly ResponseEvent[]): OpenAI.Responses.Response {
  const last = events.at(-1);
  if (last && 'response' in last) return last.response;
  throw new Error(`The stream ends with ${last?.type ?? 'nothing'}`);
}
