/** The headers of a JSON body, names and values in turn. */
export const JSON_HEADERS: readonly string[] = ['Content-Type', 'application/json; charset=utf-8'];
