/**
 * The one-way dependencies of design: domain <- {queue, store, clusters, github, grading, report}
 * <- {webhook, worker, api, reconcile} <- main files. Folders inside braces do not import each other.
 */
const inner = ['queue', 'store', 'clusters', 'github', 'grading', 'report', 'course', 'receipt'];
const outer = ['webhook', 'worker', 'api', 'reconcile'];
const start = '(^services/[^/]+/main\\.ts$)|(^services/command-line/)';

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
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: '^services/domain/' },
      to: { path: '^services/(?!domain/)' },
    },
    {
      name: 'config-and-observability-import-only-domain',
      severity: 'error',
      from: { path: '^services/(config|observability)/' },
      to: { path: '^services/(?!config/|observability/|domain/)' },
    },
    {
      name: 'http-imports-nothing-of-the-service',
      severity: 'error',
      from: { path: '^services/http/' },
      to: { path: '^services/(?!http/)' },
    },
    ...inner.map((folder) => ({
      name: `${folder}-knows-only-domain`,
      severity: 'error',
      from: { path: `^services/${folder}/` },
      to: { path: `^services/(?!${folder}/|domain/|observability/)` },
    })),
    ...outer.map((folder) => ({
      name: `${folder}-knows-no-sibling`,
      severity: 'error',
      from: { path: `^services/${folder}/`, pathNot: start },
      to: { path: `^services/(${outer.filter((other) => other !== folder).join('|')}|command-line|config)/` },
    })),
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
