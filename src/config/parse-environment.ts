import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ConfigurationError } from './configuration-error';
import { Environment } from './environment.dto';

/**
 * Reads and checks the environment. Empty variables count as absent, unknown ones are somebody else's.
 * @throws ConfigurationError naming every wrong variable
 */
export function parseEnvironment(variables: Record<string, unknown>): Environment {
  const defaults = new Environment();
  const known = Object.keys(defaults).filter(
    (name) => variables[name] !== undefined && variables[name] !== '',
  );
  const given = Object.fromEntries(known.map((name) => [name, variables[name]]));
  const environment = plainToInstance(Environment, given, { exposeDefaultValues: true });
  const faults = validateSync(environment).map((error) => {
    // Decorators register from the bottom up: the last constraint is the topmost, the one about the type.
    const reason = Object.values(error.constraints ?? {}).at(-1);
    const text = reason?.replace(new RegExp(`^(each value in )?${error.property} `), '');
    return `${error.property} ${text} (it is "${String(given[error.property])}")`;
  });
  if (environment.CORS_CREDENTIALS && environment.CORS_ORIGINS.includes('*')) {
    faults.push(
      'CORS_CREDENTIALS must be false while CORS_ORIGINS is * (name the origins that may send credentials)',
    );
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
  return environment;
}
