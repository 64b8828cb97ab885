import { readFileSync } from 'node:fs';
import { GenerationError } from '../../generation/generation-error';
import type { AiSdkPackage } from './ai-sdk-package';

type Install = AiSdkPackage['install'];

/** Whether a package is there, in a version that can be used. Loads nothing of it. */
export function isInstalled(install: Install): boolean {
  const [name, major] = nameAndMajor(install);
  try {
    const manifest = readFileSync(require.resolve(`${name}/package.json`), 'utf8');
    return Number.parseInt((JSON.parse(manifest) as { version: string }).version, 10) >= major;
  } catch {
    return false;
  }
}

/**
 * Loads a package, which takes a tenth of a second the first time.
 * @throws GenerationError that says what to install
 */
export async function loadPackage(install: Install): Promise<Record<string, unknown>> {
  try {
    return (await import(nameAndMajor(install)[0])) as Record<string, unknown>;
  } catch (cause) {
    throw new GenerationError(
      'internal_error',
      `The package ${install} is missing on this server (npm install ${install}).`,
      { cause },
    );
  }
}

/** `@ai-sdk/mistral@4` is the name and the first version. */
function nameAndMajor(install: Install): [name: string, major: number] {
  const at = install.lastIndexOf('@');
  return [install.slice(0, at), Number(install.slice(at + 1))];
}
