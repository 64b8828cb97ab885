/**
 * Who may import whom, room by room (see docs/architecture.md). A room that is not named in a rule's `to`
 * may be imported; the ground floor (generation, timing, validation, collections, config) imports no room at all.
 */
const room = (name) => `^src/${name}/`;
const never = (name, comment, from, to, more = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...more.from },
  to: { path: to, ...more.to },
});

/** The rooms that are an API dialect each. */
const DIALECTS = 'completions|text-completions|responses|messages|embeddings';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    never(
      'ground-floor',
      'generation, timing, validation and collections import no room',
      '^src/(generation|timing|validation|collections)/',
      '^src/',
      {
        to: { pathNot: '^src/(generation|timing|validation|collections)/' },
      },
    ),
    never('config-stands-alone', 'config imports the ground floor only', room('config'), '^src/', {
      to: { pathNot: '^src/(config|generation|timing|validation|collections)/' },
    }),
    never('sse-knows-no-dialect', 'sse imports the ground floor only', room('sse'), '^src/', {
      to: { pathNot: '^src/(sse|generation|timing|config|collections)/' },
    }),
    never(
      'provider-sees-only-its-contract',
      'a provider folder sees provider.ts, shared HTTP pieces and the ground floor',
      '^src/providers/([^/]+)/',
      '^src/',
      {
        to: {
          pathNot:
            '^src/(providers/($1/|http/|[^/]+\\.ts$)|generation/|timing/|validation/|collections/|config/)',
        },
      },
    ),
    never(
      'layers-know-no-dialect',
      'nothing below the dialects sees them',
      `^src/(?!(${DIALECTS})/|app\\.module|openapi/|cli/)`,
      room(`(${DIALECTS})`),
    ),
    never(
      'dialects-stand-apart',
      'a dialect imports no other',
      room(`(${DIALECTS})`),
      room(`(${DIALECTS})`),
      {
        to: { pathNot: room('$1') },
      },
    ),
    never(
      'nobody-imports-the-cli',
      'the command line is an entrance, not a library',
      '^src/(?!cli/)',
      room('cli'),
    ),
    never('production-knows-no-tests', 'src never imports test support', '^src/', '^(test|bench)/', {
      from: { pathNot: '\\.spec\\.ts$' },
    }),
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^(test|bench)/', '\\.spec\\.ts$'] },
      to: {},
    },
    {
      name: 'no-dev-dependencies-in-src',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^bench/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
