/**
 * The floors of the services, lowest first. A room imports rooms of lower floors and never one beside it;
 * docs/life-of-a-submission.md tells what is in each.
 */
const floors = [
  ['domain'],
  ['config', 'http', 'observability'],
  ['queue', 'store', 'clusters', 'github', 'course', 'receipt', 'report', 'exercise-catalogue'],
  ['grading'],
  ['verification', 'webhook', 'worker', 'api', 'reconcile'],
  ['processes'],
  ['command-line'],
];

/** The rooms that one of this floor must not import: those beside it and above. */
const notBelow = (floor, room) =>
  floors
    .slice(floor)
    .flat()
    .filter((other) => other !== room);

/** A library may be imported only from the folders listed. */
const onlyFrom = (name, library, folders) => ({
  name,
  severity: 'error',
  from: { pathNot: `^(${folders.join('|')}|test|bench|scripts)/` },
  to: { path: `node_modules/(${library})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...floors.flatMap((rooms, floor) =>
      rooms.map((room) => ({
        name: `${room}-imports-only-rooms-below`,
        severity: 'error',
        from: { path: `^services/${room}/` },
        to: { path: `^services/(${notBelow(floor, room).join('|')})/` },
      })),
    ),
    {
      name: 'only-who-assembles-knows-the-settings',
      severity: 'error',
      from: { path: '^services/(?!config/|processes/|command-line/)' },
      to: { path: '^services/config/' },
    },
    {
      name: 'what-is-kept-or-sent-knows-no-other-way-in-or-out',
      severity: 'error',
      from: {
        path: '^services/(queue|store|clusters|github|course|receipt|report|exercise-catalogue|grading)/',
      },
      to: { path: '^services/http/' },
    },
    {
      name: 'graders-and-exercises-never-import-services',
      severity: 'error',
      from: { path: '^(graders|exercises)/' },
      to: { path: '^(services|test|bench|scripts)/' },
    },
    {
      name: 'graders-never-import-exercises',
      severity: 'error',
      from: { path: '^graders/' },
      to: { path: '^exercises/' },
    },
    {
      name: 'exercises-import-only-the-kit',
      severity: 'error',
      from: { path: '^exercises/' },
      to: { path: '.', pathNot: '^(graders/|exercises/)' },
    },
    {
      name: 'the-page-knows-the-service-by-its-types-alone',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(services|graders|exercises)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-page-knows-the-page',
      severity: 'error',
      from: { pathNot: '^(web|test|bench)/' },
      to: { path: '^web/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^(test|bench|scripts)/' },
      to: { path: '^(test|bench)/' },
    },
    onlyFrom('only-the-page-knows-preact', 'preact', ['web']),
    onlyFrom('only-github-knows-octokit', '@octokit/[^/]+', ['services/github']),
    onlyFrom('only-queue-knows-bullmq', 'bullmq|ioredis', ['services/queue']),
    onlyFrom('only-clusters-and-graders-know-kubernetes', '@kubernetes/client-node', [
      'services/clusters',
      'graders',
    ]),
    onlyFrom('only-clusters-and-grading-run-processes', 'execa', ['services/clusters', 'services/grading']),
    {
      name: 'only-clusters-and-grading-run-child-processes',
      severity: 'error',
      from: { path: '^(services|graders|exercises)/', pathNot: '^services/(clusters|grading)/' },
      to: { path: '^(node:)?child_process$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.saiten|docs)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};
