// Builds the page into web/dist; `npm ci` runs it through the `prepare` script. An installation without the development
// dependencies has no bundler: it brings a built folder along (deploy/Dockerfile does) or goes without the page.
import { fileURLToPath } from 'node:url';

const vite = await import('vite').catch(() => undefined);

if (vite === undefined) {
  process.stdout.write('Saiten page: not built, because the development dependencies are not installed.\n');
} else {
  const root = fileURLToPath(new URL('.', import.meta.url));

  await vite.build({
    root,
    configFile: false,
    logLevel: 'warn',
    // `node web/build.js --watch` builds again at every change.
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2022',
      // Everything stays a file of its own: the Content-Security-Policy allows no inline content.
      assetsInlineLimit: 0,
      watch: process.argv.includes('--watch') ? {} : null,
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  });
}
