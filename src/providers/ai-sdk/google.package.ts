import { keyedPackage } from './keyed-package';

/** Gemini, at Google's developer API. */
export const googlePackage = keyedPackage(
  'google',
  '@ai-sdk/google@4',
  'createGoogle',
  ['GEMINI_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  () => ({ environmentName: 'gemini', embeds: true }),
);
