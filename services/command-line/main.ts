import { Command } from 'commander';
import type { TemplateOptions } from './commands/course-template.ts';
import type { CreateAppOptions } from './commands/github-create-app.ts';
import type { EraseOptions } from './commands/learner-erase.ts';
import type { VerifyReceiptOptions } from './commands/receipt.ts';
import { tellFailure } from '../processes/run-process.ts';

const program = new Command('saiten')
  .description(
    'Grades Kubernetes exercises on ephemeral kind clusters and answers on the pull request.\n\n' +
      'For a learner:      saiten grade my-work/02-batch-jobs\n' +
      'For an author:      saiten verify 02-batch-jobs\n' +
      'For a small class:  saiten serve\n\n' +
      'Settings are environment variables; docs/configuration.md lists them.',
  )
  .showHelpAfterError('(saiten --help shows what there is)');

program
  .command('grade')
  .summary('grade a local folder on a real cluster')
  .description(
    'Grades a folder as a pull request would be graded: same rules, same grader, a kind cluster of its own. Needs a\n' +
      'Docker engine and kind. The exercise is told by the name of the folder, or by --exercise.',
  )
  .argument('<folder>', 'the folder with your manifests')
  .option('-e, --exercise <slug>', "the exercise, where the folder's name does not tell it")
  .option('-l, --language <language>', 'ja, en or both', 'both')
  .option('--json', 'print the report as JSON on standard output')
  .action(async (folder: string, options: { exercise?: string; language: string; json?: boolean }) => {
    const { gradeFolder } = await import('./commands/grade-folder.ts');
    await gradeFolder(folder, options);
  });

program
  .command('verify')
  .summary('grade the fixtures of exercises against what they must give')
  .description(
    'Grades solution, alternatives, starter, every mistake and every cheat of an exercise on a real cluster, compares\n' +
      'with the expectations and prints the kill score: how many mistakes are caught by exactly the check that should.\n' +
      'An exercise whose content, kit and node image are unchanged is not graded again.',
  )
  .argument('[slugs...]', 'exercises, such as 02-batch-jobs')
  .option('--all', 'every exercise')
  .option('--force', 'grade again although nothing changed')
  .option('--only <fixtures>', 'only these fixtures, separated by commas, such as solution,mistakes/no-probe')
  .action(async (slugs: string[], options: { all?: boolean; force?: boolean; only?: string }) => {
    const { verifyExercises } = await import('./commands/verify-exercises.ts');
    await verifyExercises(slugs, options);
  });

const clusters = program.command('clusters').summary('see and clean up the clusters of this deployment');

clusters
  .command('list')
  .summary('clusters on this host, oldest first')
  .action(async () => {
    const { listClusters } = await import('./commands/clusters.ts');
    await listClusters();
  });

clusters
  .command('profiles')
  .summary('cluster shapes, and which of them this machine can carry')
  .description(
    'Shows the node image and its Kubernetes version, whether nodes can pull from registries, and for every profile\n' +
      'its nodes, its memory, its hash, and what is missing here. Makes no cluster.',
  )
  .action(async () => {
    const { showProfiles } = await import('./commands/cluster-profiles.ts');
    await showProfiles();
  });

clusters
  .command('reap')
  .summary('remove the clusters nobody holds')
  .description(
    'Removes clusters of this deployment that no living worker holds: containers, networks and files. Clusters of\n' +
      'others are never touched. Two looks a few seconds apart must agree.',
  )
  .option('--dry-run', 'only say what would be removed')
  .action(async (options: { dryRun?: boolean }) => {
    const { reapOrphans } = await import('./commands/clusters.ts');
    await reapOrphans(options);
  });

clusters
  .command('warm')
  .summary('ask every worker to keep clusters ready')
  .description(
    'Tells all workers how many clusters of a kind to keep ready, on top of demand: saiten clusters warm single=2 w2=1.\n' +
      'single=auto leaves it to SAITEN_POOL again. Workers follow within seconds.',
  )
  .argument('<wishes...>', 'profile and number, such as single=2')
  .option('--dry-run', 'only say what would be asked')
  .action(async (wishes: string[], options: { dryRun?: boolean }) => {
    const { warmClusters } = await import('./commands/cluster-stock.ts');
    await warmClusters(wishes, options);
  });

clusters
  .command('drain')
  .summary('give up the clusters that are ready')
  .description(
    'Has workers remove their ready clusters and keep none until "saiten clusters warm" asks for it. Runs are not\n' +
      'disturbed: what is being graded keeps its cluster, and new runs get one made for them.',
  )
  .argument('[profiles...]', 'only these kinds, such as single')
  .option('--dry-run', 'only say what would be given up')
  .action(async (profiles: string[], options: { dryRun?: boolean }) => {
    const { drainClusters } = await import('./commands/cluster-stock.ts');
    await drainClusters(profiles, options);
  });

const github = program.command('github').summary('connect Saiten to GitHub and examine the connection');

github
  .command('create-app')
  .summary('register a GitHub App with everything that Saiten needs')
  .description(
    'Shows a page on this machine that leads to GitHub, where you confirm name, permissions and events. Writes the\n' +
      'private key (app.pem) and the settings (saiten.env), readable for you alone. SAITEN_GITHUB_API_URL chooses an\n' +
      'Enterprise Server.',
  )
  .option('-o, --organization <login>', 'own the App as an organisation; left out, as yourself')
  .option('-n, --name <name>', 'name of the App, unique on GitHub, at most 34 characters', 'Saiten')
  .option(
    '-w, --webhook-url <url>',
    'public address of the webhook, with /webhook; default SAITEN_WEBHOOK_URL',
  )
  .option('--homepage <url>', "the App's home page; default SAITEN_PUBLIC_URL, or the host of the webhook")
  .option('-f, --folder <folder>', 'where app.pem and saiten.env are written', 'secrets/github')
  .option('-p, --port <port>', 'port of the page on this machine; 0 for any', Number, 0)
  .option('--force', 'overwrite the files')
  .action(async (options: CreateAppOptions) => {
    const { createApp } = await import('./commands/github-create-app.ts');
    await createApp(options);
  });

github
  .command('doctor')
  .summary('examine the connection to GitHub and say what to put right')
  .description(
    'Uses the settings of the service. Examines key, clock, permissions, events, webhook, installations, rate limits\n' +
      'and failed deliveries, and sends the webhook a signed ping. Exit code 1 when something needs to be put right.',
  )
  .option('--json', 'print the diagnoses as JSON')
  .action(async (options: { json?: boolean }) => {
    const { githubDoctor } = await import('./commands/github-doctor.ts');
    await githubDoctor(options);
  });

const course = program
  .command('course')
  .summary('set up a course: its file, its roster, what learners start with');

course
  .command('init')
  .summary('write the course file and the roster to start with')
  .description(
    'Writes .saiten/course.yaml and .saiten/roster.yaml with explanations, and schemas by which editors complete and\n' +
      'check them. docs/course.md explains every key.',
  )
  .argument('[folder]', 'the repository of the instructors', '.')
  .option('--force', 'overwrite the files')
  .action(async (folder: string, options: { force?: boolean }) => {
    const { initCourse } = await import('./commands/course-init.ts');
    await initCourse(folder, options);
  });

course
  .command('check')
  .summary('look for mistakes in the course file and the roster')
  .description('Reads both as Saiten reads them from GitHub. Exit code 1 when there is a mistake.')
  .argument('[folder]', 'the repository of the instructors', '.')
  .action(async (folder: string) => {
    const { checkCourse } = await import('./commands/course-check.ts');
    await checkCourse(folder);
  });

course
  .command('template')
  .summary('write the repository that learners start from')
  .description('Writes a folder for each exercise: its task in both languages and its starter files.')
  .argument('<folder>', 'where to write')
  .option('-e, --exercise <slug...>', 'only these exercises')
  .option('--force', 'overwrite the files')
  .action(async (folder: string, options: TemplateOptions) => {
    const { writeTemplate } = await import('./commands/course-template.ts');
    await writeTemplate(folder, options);
  });

const backup = program
  .command('backup')
  .summary('keep all that Saiten remembers in one file, and put it back');

backup
  .command('create')
  .summary('write a backup while everything runs')
  .description(
    'Writes everything the database remembers, from one moment, and the files of the data folder that matter, into one\n' +
      'file that only you can read. Processes may go on working. Queues are not in it: they come back from the database.\n' +
      'Settings and keys are not in it either: keep them yourself.',
  )
  .argument('<file>', 'where to write, such as saiten-2026-01-31.backup')
  .option('--force', 'overwrite the file')
  .action(async (file: string, options: { force?: boolean }) => {
    const { createBackupFile } = await import('./commands/backup.ts');
    await createBackupFile(file, options);
  });

backup
  .command('restore')
  .summary('put a backup back')
  .description(
    'Checks the whole file first, then fills the database and brings it to this version, all or nothing. Stop all\n' +
      'processes before. Refuses a database that holds anything.',
  )
  .argument('<file>', 'what "saiten backup create" wrote')
  .option('--replace', 'give up what the database holds now')
  .action(async (file: string, options: { replace?: boolean }) => {
    const { restoreBackupFile } = await import('./commands/backup.ts');
    await restoreBackupFile(file, options);
  });

program
  .command('grades')
  .summary('look after the grades')
  .command('recompute')
  .summary('make grades anew from what they are computed from')
  .description(
    'Computes every grade from runs, overrides, extensions and deadlines, as each change of these does by itself. Needed\n' +
      'once after an upgrade from a version that kept no grades; harmless at any other time, while everything runs.',
  )
  .argument('[course]', 'slug or id; left out, every course')
  .action(async (name?: string) => {
    const { recomputeGrades } = await import('./commands/grades-recompute.ts');
    await recomputeGrades(name);
  });

const learner = program.command('learner').summary('look after what is kept of a learner');

learner
  .command('erase')
  .summary('remove all that is kept of a learner, for good')
  .description(
    'Removes submissions, results, evidence, grades, memberships and names, and takes the person out of the audit log.\n' +
      'Without --yes it only says what would be removed. Comments and checks on GitHub are not touched.',
  )
  .argument('<learner>', 'GitHub login, or the number of the account')
  .option('-c, --course <course>', 'only in this course; left out, everywhere')
  .option('--yes', 'do it')
  .action(async (who: string, options: EraseOptions) => {
    const { eraseLearner } = await import('./commands/learner-erase.ts');
    await eraseLearner(who, options);
  });

const receipt = program
  .command('receipt')
  .summary('verify grade receipts, and look after the keys that sign them');

receipt
  .command('verify')
  .summary('say whether a grade receipt is genuine')
  .description(
    'Needs no network and no account: only the receipt and the public keys of the deployment that issued it, from\n' +
      '/.well-known/jwks.json there or from "saiten receipt keys export". Exit code 1 when the receipt is refused.',
  )
  .argument('<file>', 'the receipt')
  .option('-k, --keys <file>', 'public keys; left out, those of this deployment')
  .option('-i, --issuer <address>', 'who must have issued it; left out, whose keys they are')
  .option('--json', 'print what the receipt says as JSON')
  .action(async (file: string, options: VerifyReceiptOptions) => {
    const { verifyReceiptFile } = await import('./commands/receipt.ts');
    await verifyReceiptFile(file, options);
  });

const receiptKeys = receipt.command('keys').summary('the keys that sign receipts');

receiptKeys
  .command('rotate')
  .summary('sign with a new key from now on')
  .description(
    'What the former key signed stays valid, unless it is revoked because somebody else may have it.',
  )
  .option('--revoke', 'publish the former key no more: all of its receipts are refused')
  .action(async (options: { revoke?: boolean }) => {
    const { rotateKeys } = await import('./commands/receipt.ts');
    await rotateKeys(options);
  });

receiptKeys
  .command('export')
  .summary('write the public keys as a JSON Web Key Set')
  .argument('[file]', 'left out, standard output')
  .action(async (file?: string) => {
    const { exportKeys } = await import('./commands/receipt.ts');
    await exportKeys(file);
  });

const PROCESSES = {
  serve: 'webhook, worker, API and reconcile in one process',
  webhook: "take GitHub's deliveries and queue them",
  worker: 'grade submissions and publish the results',
  api: 'serve the REST API',
  reconcile: 'put right what crashes left behind',
} as const;

for (const [role, summary] of Object.entries(PROCESSES) as [keyof typeof PROCESSES, string][]) {
  program
    .command(role)
    .summary(summary)
    .description(`Runs until it is stopped: ${summary}.`)
    .action(async () => {
      const { serve } = await import('../processes/serve.ts');
      await serve(role);
    });
}

try {
  await program.parseAsync();
} catch (error) {
  tellFailure(error);
}
