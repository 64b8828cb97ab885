/** What a proxy that the bench brings along says when it listens. */
export interface ProxyMessage {
  readonly kind: 'ready';
  readonly port: number;
}
