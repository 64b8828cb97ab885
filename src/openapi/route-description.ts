import type { ClassConstructor } from 'class-transformer';
import type { GenerationErrorCode } from '../generation/generation-error-code';
import type { JsonSchema } from '../validation/property-schema';

/** A body that can be sent as it stands. */
export interface Example {
  readonly summary: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What a successful answer looks like, by its media type. */
export type Answers = Readonly<Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>>;

/** The shape of a dialect's failures. */
export interface ErrorForm {
  /** The name of the schema among the document's. */
  readonly name: string;
  readonly schema: JsonSchema;
  readonly asJson: (code: GenerationErrorCode) => object;
  readonly asEventStream: (code: GenerationErrorCode) => string;
}

/** What is said of one route beside its path and method, which Nest knows. */
export interface RouteDescription {
  /** The controller's class and the handler's name. */
  readonly controller: ClassConstructor<object>;
  readonly handler: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly body?: {
    /** The DTOs that a body may be; more than one are dialects of one endpoint. */
    readonly dtos: readonly ClassConstructor<object>[];
    readonly examples: Readonly<Record<string, Example>>;
  };
  /** Path parameters: what each is, and an example. */
  readonly parameters?: Readonly<Record<string, { readonly description: string; readonly example: string }>>;
  /** Parameters of the query, all of them optional: what each says. */
  readonly query?: Readonly<Record<string, string>>;
  readonly answers: Answers;
  /** Headers of the successful answer: what each says. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Codes that the route can fail with. */
  readonly errors: readonly GenerationErrorCode[];
  /** How a failure looks, where that is not OpenAI's error object. */
  readonly errorForm?: ErrorForm;
  /** Answers of other statuses that are no errors of the contract. */
  readonly others?: Readonly<Record<number, { readonly description: string; readonly schema: JsonSchema }>>;
}

/** The description of a room: its routes, and what is said of the properties of its DTOs. */
export interface RoomDescription {
  readonly routes: readonly RouteDescription[];
  /** Descriptions by property, for the DTOs named; a property of the same name says the same in each. */
  readonly properties?: readonly {
    readonly dto: ClassConstructor<object>;
    readonly texts: Readonly<Record<string, string>>;
  }[];
}
