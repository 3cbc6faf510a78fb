import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import { nextFireTimes } from '../../../graders/jobs/next-fire-times.ts';
import { readCronJob } from '../../../graders/jobs/read-cron-job.ts';
import { expectTaken } from '../apply-batch.ts';
import { cronPlace } from '../cron-place.ts';
import type { State } from '../state.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Tokyo has no summer time. */
const TOKYO = 9 * HOUR;
/** A schedule may be right this week by chance: a whole year is compared. */
const DAYS = 366;
const TOLD = 5;
const SATURDAY = 6;
const SUNDAY = 0;

export const nightlyTimes: Check<State> = {
  id: 'nightly-times',
  async run(context, { cronApplied }) {
    expectTaken(await given(cronApplied, 'shards-once'), { kind: 'CronJob', name: 'nightly' });
    const { spec } = await readCronJob(context, 'nightly');
    const at = (field: string) => ({ position: cronPlace(context, 'nightly', ['spec', field]) });
    if (spec?.suspend === true) throw context.mismatch('suspended', { name: 'nightly' }, at('suspend'));
    if (spec?.startingDeadlineSeconds === 0)
      throw context.mismatch('never-in-time', { name: 'nightly' }, at('startingDeadlineSeconds'));

    const now = context.clock.now();
    const expected = weekdayNights(now);
    const { schedule = '', timeZone } = spec ?? {};
    const found = nextFireTimes({ schedule, timeZone }, new Date(now), expected.length).map(Number);
    const first = expected.findIndex((time, i) => time !== found[i]);
    if (first === -1) return;

    const told = (times: readonly number[]) =>
      times
        .slice(first, first + TOLD)
        .map(inTokyo)
        .join(', ');

    throw context.mismatch(
      'nightly-wrong-times',
      {},
      { expected: told(expected), found: told(found) || `${schedule}: ?`, ...at('schedule') },
    );
  },
};

/** The times of the coming year at which it is 02:30 on a weekday in Tokyo, in milliseconds since the epoch. */
function weekdayNights(from: number): number[] {
  const midnight = Math.floor((from + TOKYO) / DAY) * DAY;
  return Array.from({ length: DAYS }, (_, day) => midnight + day * DAY)
    .filter((day) => ![SATURDAY, SUNDAY].includes(new Date(day).getUTCDay()))
    .map((day) => day + 2.5 * HOUR - TOKYO)
    .filter((time) => time > from);
}

function inTokyo(time: number): string {
  return new Date(time).toLocaleString('en-GB', {
    timeZone: 'Asia/Tokyo',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: 'short',
  });
}
