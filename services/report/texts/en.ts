import type { DropRank } from '../truncate.ts';
import type { ReportTexts } from './report-texts.ts';

const CUT_PARTS: Record<DropRank, string> = {
  'passing-evidence': 'records of passed checks',
  'failing-evidence': 'records of failed checks',
  'secondary-details': 'the explanations in the other language',
  'passing-rows': 'the list of passed checks',
  history: 'earlier results',
  'failing-details': 'some explanations of failed checks',
  submission: 'some exercises',
};

const things = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

export const en: ReportTexts = {
  language: 'English',
  separator: ' · ',
  headline: {
    queued: '⏳ Waiting to be graded',
    grading: '🔄 Grading now',
    passed: '✅ Passed',
    failed: '❌ Not passed yet',
    refused: '❌ The submitted files need a fix',
    'timed-out': '⌛ Did not finish within the time limit',
    'not-graded': '⚠️ Could not be graded',
    cancelled: '⏹️ Grading was stopped',
  },
  points: (earned, possible) => `${earned} / ${possible} points`,
  progress: (finished, total) => `${finished} of ${things(total, 'check')} done`,
  nextStep: 'What to do next',
  next: {
    queued: 'Nothing for now. This comment changes when the result is there.',
    queuedAt: (position) =>
      `Nothing for now: you are number ${position} in the queue. This comment changes when the result is there.`,
    grading: 'Nothing for now. This comment changes when the result is there.',
    passed: 'This exercise is done. Go on to the next one.',
    failed: (count) =>
      `Fix the ${things(count, '❌ check')} below from top to bottom and push to the same branch. It is graded again by itself.`,
    refused: (count) =>
      `Fix the ${things(count, 'problem')} below and push to the same branch. It is graded again by itself.`,
    'timed-out':
      'See below what was seen last, make the Pods start and become ready, and push. It is graded again by itself.',
    'not-graded': 'You need not change anything. Wait a little, then comment `/regrade`.',
    cancelled: 'A newer commit was pushed. Wait for the result of that one.',
  },
  startHere: 'Look here first',
  notYourFault:
    'This is not your fault. The problem is on the side of the grading system, and this run does not count as an attempt.',
  reference: (id) => `reference ${id}`,
  askInstructor: (id) => `If it happens again, give your instructor the reference ${id}.`,
  runningNow: 'Running',
  table: { number: '#', check: 'Check', result: 'Result', points: 'Points' },
  status: {
    pass: '✅ Passed',
    fail: '❌ Failed',
    blocked: '⏸️ Not run',
    error: '⚠️ Not graded',
    undecided: '❔ Undecided',
  },
  blockedBy: (check) => `Runs once check “${check}” passes`,
  blockedBySubmission: 'Runs once the submitted files are fixed',
  checkBroken: 'A problem of the grading system; costs no points',
  remarks: 'Remarks on passed checks',
  needsRealCluster: 'Needs a real cluster to be decided',
  partialTable: 'Results so far (they give no points)',
  expected: 'Expected',
  found: 'Found',
  where: 'Where',
  hint: 'Show a hint',
  evidence: { events: 'events', logs: 'logs', object: 'object', requests: 'requests', output: 'output' },
  evidenceFold: (kinds) => `Show the cluster's records (${kinds})`,
  evidenceAbove: "The cluster's records are under the same check in the other language.",
  moreFindings: (count) => `Show ${count} more`,
  history: {
    fold: (count) => `Results so far (${things(count, 'attempt')})`,
    attempt: 'Attempt',
    commit: 'Commit',
    result: 'Result',
    points: 'Points',
    finished: (timeZone) => `Finished (${timeZone})`,
  },
  attempt: (number) => `attempt ${number}`,
  commit: (sha) => `commit ${sha}`,
  exerciseVersion: (version) => `exercise version ${version}`,
  fullReport: 'See the full report',
  regrade: 'To have it graded again, comment `/regrade` on this pull request.',
  cut: (parts, url) =>
    `✂️ This was too long, so it leaves out: ${parts.map((part) => CUT_PARTS[part]).join(', ')}. ` +
    (url === undefined
      ? 'Run `saiten grade` on your machine to see everything.'
      : `Everything is in [the full report](${url}).`),
  nothingToGrade: 'This pull request holds no exercise to grade.',
};
