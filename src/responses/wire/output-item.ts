import type OpenAI from 'openai';
import { OutputSection, type SectionKind } from './output-section';

/** How far an item is. */
export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

type Item = OpenAI.Responses.ResponseOutputItem;
type Frame<Type extends Item['type'], Content extends string> = Omit<Extract<Item, { type: Type }>, Content>;

/** What a kind of item is made of: all but its text, which is put in as it stands, escaped. */
interface ItemShape {
  readonly frame: (status: ItemStatus) => object;
  /** The property that holds the text of a call; undefined where the item has content parts. */
  readonly textProperty: 'arguments' | 'input' | undefined;
}

/** An item of a response's output, while it grows and afterwards. */
export class OutputItem {
  readonly sections: OutputSection[] = [];
  status: ItemStatus = 'in_progress';

  private constructor(
    /** The item's position in the output. */
    readonly index: number,
    readonly id: string,
    readonly type: Item['type'],
    /** The name of the tool that is called. */
    readonly name: string,
    private readonly shape: ItemShape,
  ) {}

  static message(index: number, id: string): OutputItem {
    const frame = (status: ItemStatus): Frame<'message', 'content'> => ({
      ...{ id, type: 'message', role: 'assistant', status },
    });
    return new OutputItem(index, id, 'message', '', { frame, textProperty: undefined });
  }

  static reasoning(index: number, id: string): OutputItem {
    const frame = (status: ItemStatus): Frame<'reasoning', 'content'> => ({
      ...{ id, type: 'reasoning', status, summary: [] },
    });
    return new OutputItem(index, id, 'reasoning', '', { frame, textProperty: undefined });
  }

  static functionCall(index: number, id: string, callId: string, name: string): OutputItem {
    const frame = (status: ItemStatus): Frame<'function_call', 'arguments'> => ({
      ...{ id, type: 'function_call', status, call_id: callId, name },
    });
    return new OutputItem(index, id, 'function_call', name, { frame, textProperty: 'arguments' });
  }

  static customToolCall(index: number, id: string, callId: string, name: string): OutputItem {
    const frame = (status: ItemStatus): Frame<'custom_tool_call', 'input'> & { status: ItemStatus } => ({
      ...{ id, type: 'custom_tool_call', status, call_id: callId, name },
    });
    return new OutputItem(index, id, 'custom_tool_call', name, { frame, textProperty: 'input' });
  }

  /** Whether it has content parts, as opposed to what a tool is called with. */
  get hasParts(): boolean {
    return this.shape.textProperty === undefined;
  }

  /** A new section at its end. */
  open(kind: SectionKind): OutputSection {
    const section = new OutputSection(kind, this.sections.length);
    this.sections.push(section);
    return section;
  }

  /** The item as JSON, with the text that it has. */
  toJson(): string {
    const { textProperty } = this.shape;
    return textProperty === undefined
      ? this.with(`"content":[${this.sections.map((section) => section.partJson()).join(',')}]`)
      : this.with(`"${textProperty}":"${this.sections[0].text}"`);
  }

  /** The item as JSON, as it is when it begins. */
  openingJson(): string {
    const { textProperty } = this.shape;
    return this.with(textProperty === undefined ? '"content":[]' : `"${textProperty}":""`);
  }

  private with(property: string): string {
    return `${JSON.stringify(this.shape.frame(this.status)).slice(0, -1)},${property}}`;
  }
}
