import type { ValidationError } from 'class-validator';
import { ConfigurationError } from '../configuration-error';

/** Keys and positions that lead to a value, e.g. `['models', 'smart', 'targets', 0]`. */
export type Path = readonly (string | number)[];

/** Gathers everything that is wrong with a file, each with the place where it stands. */
export class Faults {
  private readonly found: string[] = [];

  /**
   * @param source what is at fault, e.g. the file's name
   * @param lineOf the line of the value at a path, counted from 1, where it is known
   */
  constructor(
    private readonly source: string,
    private readonly lineOf: (path: Path) => number | undefined = () => undefined,
  ) {}

  /** @param reason follows the path, e.g. `must be a number` */
  add(path: Path, reason: string): void {
    const line = this.lineOf(path);
    this.found.push(`${this.source}${line === undefined ? '' : `:${line}`}: ${shown(path)} ${reason}`);
  }

  /** For what stands elsewhere: an environment variable, say. */
  addFor(name: string, reason: string): void {
    this.found.push(`${name} ${reason}`);
  }

  /** Takes over what class-validator found below a path. */
  addAll(path: Path, errors: readonly ValidationError[]): void {
    for (const error of errors) {
      const at = [...path, /^\d+$/.test(error.property) ? Number(error.property) : error.property];
      const reasons = Object.entries(error.constraints ?? {});
      // Decorators register from the bottom up: the last constraint is the topmost, the one about the type.
      const reason = reasons.findLast(([name]) => name !== 'nestedValidation') ?? reasons[0];
      if (reason) this.add(at, reasonOf(reason[1], error));
      this.addAll(at, error.children ?? []);
    }
  }

  /** @throws ConfigurationError naming every fault, where there is one */
  throwIfAny(): void {
    if (this.found.length > 0) throw new ConfigurationError(this.found);
  }
}

function shown(path: Path): string {
  if (path.length === 0) return 'the file';
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}

function reasonOf(message: string, { property, value, constraints }: ValidationError): string {
  if (constraints?.whitelistValidation) return 'is not known here';
  if (value === undefined) return 'is missing';
  return message.replace(new RegExp(`^(each value in )?(nested property )?${RegExp.escape(property)} `), '');
}
