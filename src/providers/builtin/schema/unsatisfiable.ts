/** No value was found that keeps to a schema. The message says why, in words for the schema's author. */
export class Unsatisfiable extends Error {
  /**
   * @param message completes "because …"
   * @param final true where looking further is of no use: a bound has been reached, or the schema is outside
   *   of what can be generated
   */
  constructor(
    message: string,
    readonly final = false,
  ) {
    super(message);
    this.name = 'Unsatisfiable';
  }
}
