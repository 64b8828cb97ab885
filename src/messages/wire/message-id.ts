/** The answer's id as this dialect's clients know them: `msg_…`, whatever its provider calls it. */
export function messageId(id: string): string {
  return id.startsWith('msg_') ? id : `msg_${id.replace(/^chatcmpl-/, '')}`;
}
