import { access } from 'node:fs/promises';
import { chromium, type Browser } from 'playwright-core';

const PATH = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether Debian's `chromium`, or the one that `CHROMIUM` names, is there; says so where it is not. */
export async function hasBrowser(): Promise<boolean> {
  return access(PATH).then(
    () => true,
    () => {
      process.stderr.write(
        `Tests in a browser are skipped. There is no ${PATH}; CHROMIUM may name another.\n`,
      );

      return false;
    },
  );
}

/** Starts a browser that does nothing on its own. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
