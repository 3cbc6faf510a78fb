import type { Check } from '../../../graders/define-grader.ts';
import type { GraderContext } from '../../../graders/grader-context.ts';
import { nextFireTimes } from '../../../graders/job/next-fire-times.ts';
import { readCronJob } from '../../../graders/job/read-cron-job.ts';
import { cronPlace } from '../cron-place.ts';
import type { State } from '../state.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Tokyo has no summer time. */
const TOKYO = 9 * HOUR;
const TIMES = 5;
const SATURDAY = 6;
const SUNDAY = 0;

export const nightlyTimes: Check<State> = {
  id: 'nightly-times',
  async run(context, { cronApplied }) {
    await cronApplied;
    const { spec } = await readCronJob(context, 'nightly');
    const position = cronPlace(context, 'nightly', ['spec', 'schedule']);
    if (spec?.suspend === true)
      throw context.mismatch(
        'suspended',
        { name: 'nightly' },
        { position: cronPlace(context, 'nightly', ['spec', 'suspend']) },
      );
    for (const from of moments(context)) {
      const expected = weekdayNights(from);
      const found = nextFireTimes(
        { schedule: spec?.schedule ?? '', timeZone: spec?.timeZone },
        new Date(from),
        TIMES,
      );
      if (found.map(Number).join() !== expected.join())
        throw context.mismatch(
          'nightly-wrong-times',
          {},
          {
            expected: expected.map(inTokyo).join(', '),
            found: found.map((time) => inTokyo(time.getTime())).join(', ') || `${spec?.schedule ?? ''}: ?`,
            position,
          },
        );
    }
  },
};

/** Now, and some moments of the coming year: a schedule may be right this week by chance. */
function moments({ clock, random }: GraderContext): number[] {
  const now = clock.now();
  return [now, ...Array.from({ length: 6 }, () => now + Math.floor(random() * 365) * DAY)];
}

/** The next times at which it is 02:30 on a weekday in Tokyo, in milliseconds since the epoch. */
function weekdayNights(from: number): number[] {
  const midnight = Math.floor((from + TOKYO) / DAY) * DAY;
  return Array.from({ length: 9 }, (_, day) => midnight + day * DAY)
    .filter((day) => ![SATURDAY, SUNDAY].includes(new Date(day).getUTCDay()))
    .map((day) => day + 2.5 * HOUR - TOKYO)
    .filter((time) => time > from)
    .slice(0, TIMES);
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
