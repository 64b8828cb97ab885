/** An error object of the OpenAI dialect. */
export interface WireErrorObject {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string;
}
