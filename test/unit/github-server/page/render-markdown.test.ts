import { expect, it } from 'vitest';
import { renderMarkdown } from '../../../github-server/page/render-markdown.ts';

it.each([
  ['<script>alert(1)</script>', '<script'],
  ['<img src=x onerror=alert(1)>', '<img'],
  ['<details onclick="x()">', '<details onclick'],
  ['[x](javascript:alert(1))', 'href'],
  ['<!-- marker -->', 'marker'],
])('%s does not become %s', (markdown, forbidden) => {
  expect(renderMarkdown(markdown, 'http://localhost')).not.toContain(forbidden);
});

it('keeps what reports use', () => {
  const html = renderMarkdown(
    '<details><summary>More</summary>\n\n| a |\n|---|\n| **b** |\n\n</details>',
    'http://localhost',
  );

  expect(html).toContain('<details><summary>More</summary>');
  expect(html).toContain('<td><strong>b</strong></td>');
});
