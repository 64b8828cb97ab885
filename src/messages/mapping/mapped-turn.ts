import type { Message } from '../../generation/message';

/** A message of the generation, and where in the caller's body it comes from. */
export interface MappedTurn {
  readonly message: Message;
  /** E.g. `messages[2]` or `system`. */
  readonly path: string;
  /** The paths of its content parts, where its content has parts. */
  readonly parts?: readonly string[];
  /** The paths of its tool calls. */
  readonly calls?: readonly string[];
}
