import { Marked } from 'marked';
import { escapeHtml } from './escape-html.ts';

/** Tags that GitHub lets through in comments and that reports use; attributes other than these are dropped. */
const ALLOWED =
  /^<\/?(?:details|summary|br|sub|sup|kbd|b|i|strong|em|code|p|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6])\s*(?:open)?\s*\/?>$/i;

const HTML_TAG = /<!--[\s\S]*?-->|<[^>]*>|[<>]/g;

/** GitHub-flavoured Markdown to HTML. Comments disappear, tags that GitHub strips are shown as text. */
export function renderMarkdown(markdown: string, base: string): string {
  const marked = new Marked({ gfm: true, breaks: true, async: false });

  marked.use({
    renderer: {
      html: ({ text }) => sanitize(text),
      link({ href, tokens }) {
        const label = this.parser.parseInline(tokens);
        return isWebLink(href, base) ? `<a href="${escapeHtml(href)}" rel="nofollow">${label}</a>` : label;
      },
      image: ({ href, text }) =>
        isWebLink(href, base)
          ? `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}">`
          : escapeHtml(text),
    },
  });

  return marked.parse(markdown, { async: false });
}

function sanitize(html: string): string {
  return html.replace(HTML_TAG, (tag) => {
    if (tag.startsWith('<!--')) return '';
    return ALLOWED.test(tag) ? tag : escapeHtml(tag);
  });
}

function isWebLink(href: string, base: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(href, base === '' ? 'http://localhost' : base).protocol);
  } catch {
    return false;
  }
}
