/** The part of class-transformer's metadata that is read here; the package ships no types at this path. */
declare module 'class-transformer/cjs/storage' {
  import type { ClassConstructor } from 'class-transformer';

  export const defaultMetadataStorage: {
    findTypeMetadata(
      target: ClassConstructor<object>,
      propertyName: string,
    ): { typeFunction(): ClassConstructor<object> } | undefined;
  };
}
