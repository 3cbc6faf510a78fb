import { describe, expect, it } from 'vitest';
import { examineGrants } from '../../../../services/command-line/doctor/examine-grants.ts';
import { appManifest } from '../../../../services/github/app/app-manifest.ts';
import { APP_EVENTS, APP_PERMISSIONS } from '../../../../services/github/app/app-permissions.ts';

const { default_permissions: permissions, default_events: events } = appManifest({
  ...{ name: 'Grader', webhookUrl: 'https://saiten.example/webhook' },
  ...{ homepage: 'https://saiten.example', redirectUrl: 'http://127.0.0.1:1' },
});

const states = (granted: Parameters<typeof examineGrants>[1]) =>
  examineGrants('school', granted, 'a page').map(({ check, state }) => `${check}: ${state}`);

describe('what an installation has granted', () => {
  it('is all that is asked for when the App is registered', () => {
    expect(states({ permissions, events })).toEqual(['permissions of school: ok', 'events of school: ok']);
  });

  it.each([
    ['neither permission nor event', APP_PERMISSIONS, [...APP_EVENTS]],
    ['no permission', APP_PERMISSIONS, events],
    ['no event', permissions, [...APP_EVENTS]],
  ])('may lack merge queues, which is told and no problem: %s', (_case, granted, subscribed) => {
    expect(states({ permissions: granted, events: subscribed })).toEqual([
      'permissions of school: ok',
      'events of school: ok',
      'merge queues of school: warning',
    ]);
  });

  it('is never narrowed in tokens to what an installation of before may not have', () => {
    expect(Object.keys(APP_PERMISSIONS)).not.toContain('merge_queues');
  });
});
