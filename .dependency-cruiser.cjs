/** Who may import whom: docs/boundaries.md in a form that fails the build. */
const LAYERS = [
  ['platform'],
  ['standards'],
  ['policy', 'review'],
  ['people', 'organizations'],
  ['catalogue', 'matching'],
  ['enrolment'],
  ['employment', 'certification', 'training', 'students', 'partnerships', 'projects', 'registers'],
  ['funds', 'exchange'],
  ['reporting'],
  ['desk', 'outreach', 'supervision'],
];
const rooms = LAYERS.flat();
const upward = LAYERS.map((layer, i) => ({
  name: `no-upward-from-${layer.join('-')}`,
  severity: 'error',
  comment: 'Rooms import downwards only; what must flow up goes by published views.',
  from: { path: `^src/(${layer.join('|')})/`, pathNot: ['\\.test\\.tsx?$', '/ui/', '/testing-[a-z-]+\\.ts$'] },
  to: {
    // The matching engine is pure (lists in, decisions out) and lies below the rooms; see the rule for it.
    pathNot: '^src/matching/engine/index\\.ts$',
    path: `^src/(${[...LAYERS.slice(i + 1).flat(), 'web', 'testing', 'app', 'main', 'cli', 'rooms'].join('|')})(/|\\.ts)`,
  },
})).filter((rule) => rule.to.path.length > 0);
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...upward,
    {
      name: 'rooms-by-their-door',
      severity: 'error',
      comment:
        'Another room is entered by its index.ts (screens: by ui/ or schema.ts). Test houses and the demonstration may use builders.',
      from: {
        path: `^src/(${rooms.filter((r) => r !== 'platform').join('|')})/`,
        pathNot: ['\\.test\\.tsx?$', '/testing-[a-z-]+\\.ts$', '^src/desk/demo/'],
      },
      to: {
        path: `^src/(${rooms.filter((r) => r !== 'platform' && r !== 'standards').join('|')})/(?!index\\.ts$|schema\\.ts$|ui/|engine/index\\.ts$)`,
        pathNot: '^src/$1/',
      },
    },
    {
      name: 'browser-imports-schema-only',
      severity: 'error',
      comment: 'A browser bundle may take only schema.ts and pure tables from a room.',
      from: { path: '^src/([^/]+)/ui/' },
      to: {
        path: '^src/(?!platform/(ui-kit|api-client|plain-date|money)|standards/)([^/]+)/(store|routes|jobs|index)\\.ts$',
      },
    },
    {
      name: 'matching-engine-below-the-rooms',
      severity: 'error',
      comment: 'Every room may ask the engine, so it knows none: only standards and itself.',
      from: { path: '^src/matching/engine/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(?!matching/engine/|standards/)' },
    },
    {
      name: 'pure-standards',
      severity: 'error',
      from: { path: '^src/standards/', pathNot: '(\\.test|-files)\\.ts$' },
      to: { path: '^(pg|kysely|fastify|node:fs)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
