import Type from 'typebox';
import { connectionProblem } from './connection-problem.ts';
import { LEAST_SECRET, listOfSecrets } from './list-of-secrets.ts';
import { pemText } from './pem-text.ts';
import { optionalSetting, settingWithDefault, type SettingValues } from './setting.ts';

const Url = (schemes: string) =>
  Type.String({
    pattern: `^(${schemes})://[^\\s]+$`,
    title: `a URL starting with ${schemes.replaceAll('|', ':// or ')}://`,
  });

const Proxy = Type.String({
  pattern: '^https?://[^\\s]+$',
  title: 'an address with http:// or https:// in front, such as http://proxy.example:3128',
});

const Port = Type.Integer({ minimum: 0, maximum: 65_535 });
const Language = Type.Enum(['ja', 'en']);

/** Every setting of every process: the one place where a variable, its unit and its default are written down. */
export const SETTINGS = {
  dataFolder: settingWithDefault({
    variable: 'SAITEN_DATA_FOLDER',
    description:
      'Where embedded PostgreSQL, kubeconfigs of running clusters and verification records are kept.',
    schema: Type.String({ minLength: 1 }),
    default: '.saiten',
  }),
  exercisesFolder: settingWithDefault({
    variable: 'SAITEN_EXERCISES_FOLDER',
    description: 'Folder with one folder per exercise.',
    schema: Type.String({ minLength: 1 }),
    default: 'exercises',
  }),
  databaseUrl: optionalSetting({
    variable: 'DATABASE_URL',
    description: 'PostgreSQL 15 or newer. Left out: an embedded PostgreSQL in the data folder.',
    schema: Url('postgres|postgresql'),
    refuse: connectionProblem,
    secret: true,
  }),
  redisUrl: optionalSetting({
    variable: 'REDIS_URL',
    description: 'Redis 6.2 or newer for the queue. Left out: the queue lives in PostgreSQL.',
    schema: Url('redis|rediss'),
    refuse: connectionProblem,
    secret: true,
  }),
  queuePrefix: settingWithDefault({
    variable: 'SAITEN_QUEUE_PREFIX',
    description: 'Keeps the queues of several deployments on one server apart.',
    schema: Type.String({
      pattern: '^[a-z][a-z0-9_]{0,30}$',
      title: 'lower-case letters, digits and underscores',
    }),
    default: 'saiten',
  }),
  host: settingWithDefault({
    variable: 'SAITEN_HOST',
    description: 'Address the HTTP servers listen on.',
    schema: Type.String({ minLength: 1 }),
    default: '127.0.0.1',
  }),
  webhookPort: settingWithDefault({
    variable: 'SAITEN_WEBHOOK_PORT',
    description: 'Port of the webhook endpoint (`POST /webhook`).',
    schema: Port,
    default: '3000',
  }),
  apiPort: settingWithDefault({
    variable: 'SAITEN_API_PORT',
    description: 'Port of the REST API (`/api/v1`).',
    schema: Port,
    default: '3001',
  }),
  operationsPort: optionalSetting({
    variable: 'SAITEN_OPERATIONS_PORT',
    description:
      'Port on which any process tells its health and metrics (`/healthz`, `/readyz`, `/metrics`). Left out: none.',
    schema: Port,
  }),
  operationsHost: settingWithDefault({
    variable: 'SAITEN_OPERATIONS_HOST',
    description: 'Address of that port. Whoever reaches it reads the metrics: keep it off the internet.',
    schema: Type.String({ minLength: 1 }),
    default: '127.0.0.1',
  }),
  trustProxy: optionalSetting({
    variable: 'SAITEN_TRUST_PROXY',
    description:
      'Proxies in front of webhook and API whose `X-Forwarded-For` tells clients apart, for limits of requests: their addresses and ranges, separated by commas, such as `10.0.0.0/8` (or `loopback`, `linklocal`, `uniquelocal`). Left out: the header is not believed, and all that comes through a proxy counts as one client.',
    schema: Type.Array(
      Type.String({
        pattern:
          '^(loopback|linklocal|uniquelocal|[0-9]{1,3}([.][0-9]{1,3}){3}(/[0-9]{1,2})?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(/[0-9]{1,3})?)$',
        title: 'addresses, ranges, loopback, linklocal or uniquelocal',
      }),
      { minItems: 1, maxItems: 50 },
    ),
  }),
  shutdownDelay: settingWithDefault({
    variable: 'SAITEN_SHUTDOWN_DELAY',
    description:
      'How long a process that was told to stop says "not ready" and works on, so that a load balancer can notice.',
    schema: Type.Number({ minimum: 0, maximum: 20 }),
    unit: 'seconds',
    default: '0',
  }),
  httpProxy: optionalSetting({
    variable: 'HTTP_PROXY',
    description:
      'Forward proxy for requests to `http:` addresses of GitHub, and for nodes of clusters; `http_proxy` means the same. A name and password in it are percent-encoded. See docs/operations.md, "Behind a proxy".',
    schema: Proxy,
    refuse: connectionProblem,
    secret: true,
  }),
  httpsProxy: optionalSetting({
    variable: 'HTTPS_PROXY',
    description: 'The same for `https:` addresses; `https_proxy` means the same.',
    schema: Proxy,
    refuse: connectionProblem,
    secret: true,
  }),
  noProxy: optionalSetting({
    variable: 'NO_PROXY',
    description:
      'What is asked without a proxy: host names with all below them, addresses, `host:port`, separated by commas, or `*`. This machine never is asked through one. `no_proxy` means the same.',
    schema: Type.String({ minLength: 1 }),
  }),
  traceEndpoint: optionalSetting({
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description:
      'Base address of an OpenTelemetry collector (OTLP over HTTP), such as `http://127.0.0.1:4318`. Left out: no traces are written.',
    schema: Url('http|https'),
  }),
  traceHeaders: optionalSetting({
    variable: 'OTEL_EXPORTER_OTLP_HEADERS',
    description:
      'Headers for the collector, such as `authorization=Bearer%20…`; several separated by commas.',
    schema: Type.Array(
      Type.String({
        pattern: '^[A-Za-z0-9-]+=([^\\s%]|%[0-9A-Fa-f]{2})*$',
        title: 'name=value, the value percent-encoded',
      }),
      { minItems: 1, maxItems: 10 },
    ),
    secret: true,
  }),
  apiToken: optionalSetting({
    variable: 'SAITEN_API_TOKEN',
    description:
      'Token of the operator for the REST API, who is owner of every course; at least 20 characters.',
    schema: Type.String({ minLength: 20 }),
    secret: true,
  }),
  publicUrl: optionalSetting({
    variable: 'SAITEN_PUBLIC_URL',
    description: 'Address under which people reach the API; links to results start with it.',
    schema: Url('http|https'),
  }),
  receiptSecret: optionalSetting({
    variable: 'SAITEN_RECEIPT_SECRET',
    description:
      'Encrypts the private keys that sign grade receipts; at least 32 characters, the same for every API process. Left out: a file in the data folder, made when it is needed.',
    schema: Type.String({ minLength: 32 }),
    secret: true,
  }),
  retentionDays: settingWithDefault({
    variable: 'SAITEN_RETENTION_DAYS',
    description:
      'How long the evidence of a run is kept where its course does not say. Results and grades stay until a learner is erased.',
    schema: Type.Integer({ minimum: 1, maximum: 36_500 }),
    unit: 'days',
    default: '365',
  }),
  reconcileEvidenceEvery: settingWithDefault({
    variable: 'SAITEN_RECONCILE_EVIDENCE_EVERY',
    description: 'How often evidence whose time is over is looked for.',
    schema: Type.Number({ minimum: 10, maximum: 86_400 }),
    unit: 'seconds',
    default: '3600',
  }),
  webhookSecrets: optionalSetting({
    variable: 'SAITEN_WEBHOOK_SECRET',
    description:
      'Secret of the GitHub webhook; several, separated by commas, while a secret is being rotated. A secret may hold commas: the whole text is tried as well.',
    schema: Type.Array(Type.String({ minLength: LEAST_SECRET }), { minItems: 1, maxItems: 6 }),
    read: listOfSecrets,
    secret: true,
  }),
  githubApiUrl: settingWithDefault({
    variable: 'SAITEN_GITHUB_API_URL',
    description: 'REST API of GitHub; for Enterprise Server `https://HOST/api/v3`.',
    schema: Url('http|https'),
    default: 'https://api.github.com',
  }),
  webhookUrl: optionalSetting({
    variable: 'SAITEN_WEBHOOK_URL',
    description:
      'Public address of the webhook endpoint, with its path `/webhook`; `saiten github doctor` and `create-app` use it.',
    schema: Url('http|https'),
  }),
  githubCreatesPerHour: settingWithDefault({
    variable: 'SAITEN_GITHUB_CREATES_PER_HOUR',
    description:
      "Comments and checks that may be created in an hour for one installation. 500 is GitHub's limit; an Enterprise Server without rate limits takes more.",
    schema: Type.Integer({ minimum: 20, maximum: 100_000 }),
    unit: 'requests',
    default: '500',
  }),
  githubAppId: optionalSetting({
    variable: 'SAITEN_GITHUB_APP_ID',
    description: 'Id of the GitHub App.',
    schema: Type.Integer({ minimum: 1 }),
  }),
  githubPrivateKey: optionalSetting({
    variable: 'SAITEN_GITHUB_PRIVATE_KEY',
    description:
      'Private key of the GitHub App in PEM form; `\\n` may stand for line breaks. While a key is being rotated, both, the newer first.',
    schema: Type.String({ pattern: '-----BEGIN [A-Z ]*PRIVATE KEY-----', title: 'a PEM private key' }),
    read: pemText,
    multiline: true,
    secret: true,
  }),
  githubPrivateKeyFile: optionalSetting({
    variable: 'SAITEN_GITHUB_PRIVATE_KEY_FILE',
    description: 'File with the private key, in place of the variable above.',
    schema: Type.String({ minLength: 1 }),
  }),
  githubToken: optionalSetting({
    variable: 'SAITEN_GITHUB_TOKEN',
    description: 'Personal token for trials without an App: commit statuses in place of check runs.',
    schema: Type.String({
      pattern: '^[!-~]{10,}$',
      title: 'at least 10 letters, digits and signs of ASCII',
    }),
    secret: true,
  }),
  githubClientId: optionalSetting({
    variable: 'SAITEN_GITHUB_CLIENT_ID',
    description:
      'Client id of the GitHub App (or an OAuth App), with which people sign in on the page; its callback is `/api/v1/session/github/callback` under the public address. Left out: tokens only.',
    schema: Type.String({ minLength: 1 }),
  }),
  githubClientSecret: optionalSetting({
    variable: 'SAITEN_GITHUB_CLIENT_SECRET',
    description: 'Client secret that belongs to the client id.',
    schema: Type.String({ minLength: 1 }),
    secret: true,
  }),
  languages: settingWithDefault({
    variable: 'SAITEN_LANGUAGES',
    description: 'Languages of comments and check runs, the first one shown first.',
    schema: Type.Array(Language, { minItems: 1, maxItems: 2, uniqueItems: true }),
    default: 'ja,en',
  }),
  courses: optionalSetting({
    variable: 'SAITEN_COURSES',
    description:
      'Instructor repositories as `owner/name`, separated by commas; their `.saiten/course.yaml` holds for repositories of the same owner. See docs/course.md.',
    schema: Type.Array(Type.String({ pattern: '^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$', title: 'owner/name' }), {
      minItems: 1,
      maxItems: 50,
    }),
  }),
  progressInterval: settingWithDefault({
    variable: 'SAITEN_PROGRESS_INTERVAL',
    description:
      'Least time between two updates of a check run while its commit is graded; at most 20 a run.',
    schema: Type.Number({ minimum: 0.5, maximum: 3600 }),
    unit: 'seconds',
    default: '5',
  }),
  notGradedConclusion: settingWithDefault({
    variable: 'SAITEN_NOT_GRADED_CONCLUSION',
    description:
      'Conclusion of a check run that could not be graded. `neutral` satisfies a required check on GitHub, `action_required` does not.',
    schema: Type.Enum(['neutral', 'action_required']),
    default: 'neutral',
  }),
  debounce: settingWithDefault({
    variable: 'SAITEN_DEBOUNCE',
    description: 'How long a push waits for a newer one to the same pull request.',
    schema: Type.Number({ minimum: 0, maximum: 60 }),
    unit: 'seconds',
    default: '2',
  }),
  workerConcurrency: settingWithDefault({
    variable: 'SAITEN_WORKER_CONCURRENCY',
    description: 'How many submissions one worker grades at the same time; each takes a cluster.',
    schema: Type.Integer({ minimum: 1, maximum: 32 }),
    unit: 'submissions',
    default: '1',
  }),
  runAttempts: settingWithDefault({
    variable: 'SAITEN_RUN_ATTEMPTS',
    description: 'How many clusters a submission may cost before an infrastructure fault becomes final.',
    schema: Type.Integer({ minimum: 1, maximum: 10 }),
    unit: 'runs',
    default: '3',
  }),
  retryDelay: settingWithDefault({
    variable: 'SAITEN_RETRY_DELAY',
    description: 'Wait before the second run after an infrastructure fault; doubles each time.',
    schema: Type.Number({ minimum: 0, maximum: 600 }),
    unit: 'seconds',
    default: '5',
  }),
  clusterPatience: settingWithDefault({
    variable: 'SAITEN_CLUSTER_PATIENCE',
    description:
      'How long a submission waits while no cluster can be had (the Docker engine does not answer, or all clusters of a profile fail) before that counts as a failed run.',
    schema: Type.Integer({ minimum: 0, maximum: 86_400 }),
    unit: 'seconds',
    default: '1800',
  }),
  githubPatience: settingWithDefault({
    variable: 'SAITEN_GITHUB_PATIENCE',
    description:
      'How long work waits while GitHub is away, refuses the credentials or a permission, or shows a repository no more. Then a submission ends not graded, and a command or a result is given up, with a line in the log.',
    schema: Type.Integer({ minimum: 0, maximum: 2_592_000 }),
    unit: 'seconds',
    default: '86400',
  }),
  jobLock: settingWithDefault({
    variable: 'SAITEN_JOB_LOCK',
    description: 'A job whose worker gives no sign of life for so long is handed to another worker.',
    schema: Type.Number({ minimum: 2, maximum: 600 }),
    unit: 'seconds',
    default: '30',
  }),
  reconcilePublicationsEvery: settingWithDefault({
    variable: 'SAITEN_RECONCILE_PUBLICATIONS_EVERY',
    description: 'How often results that GitHub does not show yet are looked at.',
    schema: Type.Number({ minimum: 1, maximum: 3600 }),
    unit: 'seconds',
    default: '5',
  }),
  reconcileSubmissionsEvery: settingWithDefault({
    variable: 'SAITEN_RECONCILE_SUBMISSIONS_EVERY',
    description: 'How often submissions that nobody grades are looked for.',
    schema: Type.Number({ minimum: 1, maximum: 3600 }),
    unit: 'seconds',
    default: '30',
  }),
  reconcileDeliveriesEvery: settingWithDefault({
    variable: 'SAITEN_RECONCILE_DELIVERIES_EVERY',
    description: 'How often GitHub is asked to repeat failed deliveries (App mode).',
    schema: Type.Number({ minimum: 10, maximum: 86_400 }),
    unit: 'seconds',
    default: '300',
  }),
  reconcileHeadsEvery: settingWithDefault({
    variable: 'SAITEN_RECONCILE_HEADS_EVERY',
    description: 'How often open pull requests are compared with what was taken in.',
    schema: Type.Number({ minimum: 10, maximum: 86_400 }),
    unit: 'seconds',
    default: '600',
  }),
  reconcileChecksEvery: settingWithDefault({
    variable: 'SAITEN_RECONCILE_CHECKS_EVERY',
    description: 'How often check runs without a conclusion are looked for (App mode).',
    schema: Type.Number({ minimum: 10, maximum: 86_400 }),
    unit: 'seconds',
    default: '600',
  }),
  clusterPrefix: settingWithDefault({
    variable: 'SAITEN_CLUSTER_PREFIX',
    description: 'Start of the name of every cluster of this deployment; the reaper removes nothing else.',
    schema: Type.String({ pattern: '^[a-z][a-z0-9]{1,11}$', title: '2 to 12 lower-case letters and digits' }),
    default: 'saiten',
  }),
  nodeImage: optionalSetting({
    variable: 'SAITEN_NODE_IMAGE',
    description: 'Node image of the clusters. Left out: the stock `kindest/node`, pinned by digest.',
    schema: Type.String({ minLength: 3 }),
  }),
  pool: settingWithDefault({
    variable: 'SAITEN_POOL',
    description:
      'Clusters kept ready. `auto`: as many of a kind as were taken in the last ten minutes; `off`: none, each is made when a submission waits for it; or the least to keep, such as `single=2,w2=1`, with demand on top.',
    schema: Type.String({
      pattern: '^(auto|off|[a-z0-9+-]+=[0-9]{1,2}(,[a-z0-9+-]+=[0-9]{1,2})*)$',
      title: '`auto`, `off`, or profiles with counts such as `single=2,w2=1`',
    }),
    default: 'auto',
  }),
  poolMemory: settingWithDefault({
    variable: 'SAITEN_POOL_MEMORY',
    description:
      'Memory that all clusters of one worker may take together, in use and in stock. 0: half of the machine.',
    schema: Type.Integer({ minimum: 0 }),
    unit: 'MiB',
    default: '0',
  }),
  networkIsolation: settingWithDefault({
    variable: 'SAITEN_NETWORK_ISOLATION',
    description:
      'Firewall rules that keep clusters from the machine, its networks and each other: `require` makes no cluster without them, `try` says so in the log and goes on, `off` sets none.',
    schema: Type.Enum(['require', 'try', 'off']),
    default: 'try',
  }),
  clusterEgress: settingWithDefault({
    variable: 'SAITEN_CLUSTER_EGRESS',
    description:
      'What clusters reach outside: `public` addresses, of which images are pulled, or `none`, for node images that hold all that exercises need.',
    schema: Type.Enum(['public', 'none']),
    default: 'public',
  }),
  clusterReach: optionalSetting({
    variable: 'SAITEN_CLUSTER_REACH',
    description:
      'What clusters may reach all the same, such as a registry mirror: `10.0.0.5`, `10.0.0.0/24` or `10.0.0.5:5000` (TCP), separated by commas.',
    schema: Type.Array(
      Type.String({
        pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?(:[0-9]{1,5})?$',
        title: 'an IPv4 address or range, with a port or without',
      }),
      { minItems: 1, maxItems: 20 },
    ),
  }),
  clusterCreateTimeout: optionalSetting({
    variable: 'SAITEN_CLUSTER_CREATE_TIMEOUT',
    description:
      'Longest time the creation of a cluster may take, of whatever profile. Left out: from 180 for `single` to 600 for `ha3`.',
    schema: Type.Integer({ minimum: 10, maximum: 1800 }),
    unit: 'seconds',
  }),
  logLevel: settingWithDefault({
    variable: 'SAITEN_LOG_LEVEL',
    description: 'Least level that is logged.',
    schema: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    default: 'info',
  }),
} as const;

export type Settings = SettingValues<typeof SETTINGS>;
export type SettingName = keyof Settings;
