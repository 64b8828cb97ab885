declare const escaped: unique symbol;

/**
 * Text in its JSON-escaped form, without the surrounding quotes: `a "b"` is held as `a \"b\"`.
 *
 * Every wire format embeds text as a JSON string, and upstreams send it as one, so text can travel from
 * socket to socket without being decoded and encoded again. Whoever reads it calls {@link decodeJsonText}.
 */
export type JsonText = string & { readonly [escaped]: true };

// Everything that JSON.stringify would write differently: quotes, backslashes, controls, and any surrogate
// (a lone one must be escaped; a pair takes the slow way too, which costs a little and is always right).
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Escapes plain text. Text that needs no escape, which is nearly all of it, is returned as it is. */
export function encodeJsonText(text: string): JsonText {
  return (NEEDS_ESCAPE.test(text) ? JSON.stringify(text).slice(1, -1) : text) as JsonText;
}

/** The plain text behind an escaped one. */
export function decodeJsonText(text: JsonText): string {
  return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
}
