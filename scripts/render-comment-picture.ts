/**
 * Renders a comment the way a pull request on GitHub shows it, for documentation and for looking at it.
 *
 *     tsx scripts/render-comment-picture.ts comment.md picture.png [--dark] [--unfold]
 *
 * Needs Debian's `chromium` and `fonts-noto-cjk`; `CHROMIUM` names another browser.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { marked } from 'marked';
import { startBrowser } from '../test/support/browser.ts';
import { commentPage } from './comment-page.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dark: { type: 'boolean', default: false }, unfold: { type: 'boolean', default: false } },
});

const [source, target] = positionals;

if (source === undefined || target === undefined) {
  process.stderr.write(
    'Expected a Markdown file and a PNG file: render-comment-picture.ts comment.md out.png\n',
  );

  process.exit(2);
}

const markdown = await readFile(source, 'utf8');
const html = await marked.parse(markdown, { gfm: true, async: true });
const browser = await startBrowser();

try {
  const page = await browser.newPage({ viewport: { width: 960, height: 200 }, deviceScaleFactor: 1.5 });
  await page.setContent(commentPage(html, { dark: values.dark, unfold: values.unfold }));
  await page.screenshot({ path: target, fullPage: true });
} finally {
  await browser.close();
}
