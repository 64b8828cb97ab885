import http from 'node:http';

/**
 * Spares the start what nobody asked for. An ES module that imports `node:http`, as Nest's do, reads all of
 * its exports, and three of them are getters that load the whole of Node's built-in undici and HTTP/2: 50 ms
 * and several MiB. They are left undefined here; the globals of the same names, which everybody uses, stay.
 * Imported for its effect, ahead of the first ES module.
 */
for (const name of ['WebSocket', 'CloseEvent', 'MessageEvent'] as const) {
  Object.defineProperty(http, name, { value: undefined });
}
