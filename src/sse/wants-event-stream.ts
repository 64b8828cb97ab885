/** Whether an `Accept` header asks for an event stream and not for JSON, as a browser's event reader does. */
export function wantsEventStream(accept: string | undefined): boolean {
  return (
    accept !== undefined && /\btext\/event-stream\b/i.test(accept) && !/\bapplication\/json\b/i.test(accept)
  );
}
