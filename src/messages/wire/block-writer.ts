import type { JsonText } from '../../generation/json-text';
import { namedSseMessage } from '../../sse/sse-message';

type DeltaType = 'text_delta' | 'thinking_delta' | 'input_json_delta' | 'signature_delta';

const FIELDS: Readonly<Record<DeltaType, string>> = {
  text_delta: 'text',
  thinking_delta: 'thinking',
  input_json_delta: 'partial_json',
  signature_delta: 'signature',
};

/**
 * Writes the content blocks of one message: numbered in order, and never two open at a time. What is the
 * same on every delta of a block is put together once per block.
 */
export class BlockWriter {
  private index = -1;
  private isOpen = false;
  private headType: DeltaType | undefined;
  /** From `event:` to the opening quote of the delta's text. */
  private head = '';

  /** Opens the next block. @param block the JSON of what is known of it */
  open(block: string): string {
    const closed = this.close();
    this.index++;
    this.isOpen = true;
    const data = `{"type":"content_block_start","index":${this.index},"content_block":${block}}`;
    return closed + namedSseMessage('content_block_start', data);
  }

  /** A piece of the block that is open. */
  delta(type: DeltaType, text: JsonText): string {
    if (this.headType !== type) this.begin(type);
    return `${this.head}${text}"}}\n\n`;
  }

  /** Closes the block that is open, if one is. */
  close(): string {
    if (!this.isOpen) return '';
    this.isOpen = false;
    this.headType = undefined;
    return namedSseMessage('content_block_stop', `{"type":"content_block_stop","index":${this.index}}`);
  }

  private begin(type: DeltaType): void {
    this.headType = type;
    const start = `{"type":"content_block_delta","index":${this.index},"delta":{"type":"${type}"`;
    this.head = `event: content_block_delta\ndata: ${start},"${FIELDS[type]}":"`;
  }
}
