import type { ClassConstructor } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import { unionOf, variantOf } from './one-of.decorator';

type Plain = Readonly<Record<string, unknown>>;
type Condition = (object: object, value: unknown) => boolean;

interface Constraint {
  readonly each: boolean;
  readonly accepts: (value: unknown, object: object) => boolean;
}

/** All that is asked of one property. */
interface Rule {
  readonly key: string;
  readonly conditions: readonly Condition[];
  readonly constraints: readonly Constraint[];
  /** Whether objects in it are held against a class of their own. */
  readonly nested: boolean;
  /** Whether they are of a union: then an array among them is none of its variants. */
  readonly isUnion: boolean;
  /** The class of an object in it; undefined where it has none that is known. */
  readonly classOf: (value: object) => ClassConstructor<object> | undefined;
}

// class-validator's names of these kinds of metadata.
const CUSTOM = 'customValidation';
const CONDITIONAL = 'conditionalValidation';
const NESTED = 'nestedValidation';

/**
 * Tells whether a parsed body is valid by a class's decorators, without making instances or errors of it.
 *
 * class-validator works out afresh for every object which of its rules apply, and asks all of them, those of
 * forty absent parameters included; that is most of what a short request costs. Here the rules are gathered
 * once per class, from class-validator's own metadata, and only those of the keys that are there are asked.
 * It says yes or no: what is wrong with a body is said by the complete way, which is also the oracle of
 * this one in its test.
 */
export class CompiledCheck {
  private static readonly known = new Map<ClassConstructor<object>, CompiledCheck>();
  private readonly rules = new Map<string, Rule>();
  /** Rules that an absent key can break. */
  private readonly required: readonly Rule[];

  private constructor(type: ClassConstructor<object>) {
    for (const rule of rulesOf(type)) this.rules.set(rule.key, rule);
    this.required = [...this.rules.values()].filter((rule) => !obeys(rule, {}, undefined));
  }

  /** The check of a class; made at its first use. */
  static of(type: ClassConstructor<object>): CompiledCheck {
    let check = CompiledCheck.known.get(type);
    if (!check) CompiledCheck.known.set(type, (check = new CompiledCheck(type)));
    return check;
  }

  /** Whether `validateSync` would find nothing in the instance of `plain`. */
  accepts(plain: object): boolean {
    for (const rule of this.required) {
      if (!obeys(rule, plain, (plain as Plain)[rule.key])) return false;
    }
    for (const key of Object.keys(plain)) {
      const rule = this.rules.get(key);
      if (rule && !obeys(rule, plain, (plain as Plain)[key])) return false;
    }
    return true;
  }
}

function rulesOf(type: ClassConstructor<object>): Rule[] {
  const storage = getMetadataStorage();
  const all = storage.getTargetValidationMetadatas(type, '', false, false);
  return Object.entries(storage.groupByPropertyName(all)).map(([key, metadata]) => {
    const ofType = (name: string) => metadata.filter((one) => one.type === name);
    const union = unionOf(type.prototype as object, key);
    const nestedType = defaultMetadataStorage.findTypeMetadata(type, key)?.typeFunction();
    return {
      key,
      nested: ofType(NESTED).length > 0,
      isUnion: union !== undefined,
      conditions: ofType(CONDITIONAL).map(({ constraints }) => (constraints as [Condition])[0]),
      constraints: ofType(CUSTOM).flatMap(({ constraintCls, constraints, each }) =>
        storage.getTargetValidatorConstraints(constraintCls).map(({ instance }) => ({
          each,
          accepts: (value: unknown, object: object) =>
            instance.validate(value, {
              value,
              object,
              constraints: constraints as unknown[],
              property: key,
              targetName: type.name,
            }) === true,
        })),
      ),
      classOf: union ? (value) => variantOf(union, value) : () => nestedType,
    };
  });
}

function obeys(rule: Rule, object: object, value: unknown): boolean {
  for (const condition of rule.conditions) if (!condition(object, value)) return true;
  for (const { each, accepts } of rule.constraints) {
    if (!each || !Array.isArray(value)) {
      if (!accepts(value, object)) return false;
    } else if (!value.every((item) => accepts(item, object))) return false;
  }
  return !rule.nested || obeysNested(rule, value);
}

function obeysNested(rule: Rule, value: unknown): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value)) {
    return value.every((item) => !(rule.isUnion && Array.isArray(item)) && obeysNested(rule, item));
  }
  if (typeof value !== 'object' || value === null) return false;
  const type = rule.classOf(value);
  return type !== undefined && CompiledCheck.of(type).accepts(value);
}
