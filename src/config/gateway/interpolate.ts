import type { Faults, Path } from './faults';

/** Variables of the environment, as they are. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** `${NAME}`, `${NAME:-default}`, or `$${` for a literal `${`. */
const REFERENCE = /\$\$\{|\$\{([^}]*)\}/g;
const NAME_AND_DEFAULT = /^([A-Za-z_]\w*)(?::-([\s\S]*))?$/;

/**
 * Puts variables into the texts of a parsed file, at any depth. Only values are touched, after parsing: what
 * a variable holds can never become structure.
 */
export function interpolate(value: unknown, variables: Variables, faults: Faults, path: Path = []): unknown {
  if (typeof value === 'string') return inText(value, variables, faults, path);
  if (Array.isArray(value)) {
    return value.map((item, i) => interpolate(item, variables, faults, [...path, i]));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, interpolate(inner, variables, faults, [...path, key])]),
  );
}

function inText(text: string, variables: Variables, faults: Faults, path: Path): string {
  return text.replace(REFERENCE, (reference, inner: string | undefined) => {
    if (inner === undefined) return '${';
    const [, name, fallback] = NAME_AND_DEFAULT.exec(inner) ?? [];
    if (name === undefined) {
      faults.add(path, `has ${reference}, which is not of the form \${NAME} or \${NAME:-default}`);
      return '';
    }
    const value = variables[name] || fallback;
    if (value === undefined) faults.add(path, `needs the variable ${name}, which is not set`);
    return value ?? '';
  });
}
