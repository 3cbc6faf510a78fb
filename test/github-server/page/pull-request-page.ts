import { pullFiles } from '../json/pull-json.ts';
import { fullName } from '../state/find.ts';
import type { CheckRunState, CommentState, PullState, RepositoryState } from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import { escapeHtml } from './escape-html.ts';
import { renderMarkdown } from './render-markdown.ts';
import { PAGE_STYLE } from './page-style.ts';

/** The conversation of a pull request with its checks, close to what github.com shows. */
export function pullRequestPage(world: World, repository: RepositoryState, pull: PullState): string {
  const comments = [...repository.comments.values()].filter((each) => each.issueNumber === pull.number);
  const runs = latestRuns(repository, pull.headSha);
  const files = pullFiles(repository, pull).length;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(pull.title)} · Pull request #${pull.number}</title>
<style>${PAGE_STYLE}</style>
<main>
<header>
  <p class="repository">${escapeHtml(fullName(repository))}</p>
  <h1>${escapeHtml(pull.title)} <span class="number">#${pull.number}</span></h1>
  <p><span class="state ${stateOf(pull)}">${stateOf(pull)}</span>
  <strong>${escapeHtml(pull.author.login)}</strong> wants to merge into <code>${escapeHtml(pull.baseRef)}</code>
  from <code>${escapeHtml(pull.headRef)}</code> · ${files} file${files === 1 ? '' : 's'} changed</p>
</header>
${entry(world, pull.author, pull.createdAt, pull.body ?? '_No description provided._')}
${comments.map((comment) => commentHtml(world, comment)).join('\n')}
${checksHtml(runs)}
</main>
</html>
`;
}

function commentHtml(world: World, comment: CommentState): string {
  return entry(world, comment.author, comment.createdAt, comment.body, comment.updatedAt > comment.createdAt);
}

function entry(world: World, author: AccountState, at: number, body: string, edited = false): string {
  const bot = author.type === 'Bot';
  const name = bot ? author.login.replace(/\[bot\]$/, '') : author.login;
  const hue = (author.id * 47) % 360;
  return `<article class="comment">
  <div class="avatar ${bot ? 'app' : ''}" style="background: hsl(${hue} 55% 45%)">${escapeHtml(name.slice(0, 1).toUpperCase())}</div>
  <section>
    <div class="byline"><strong>${escapeHtml(name)}</strong>${bot ? ' <span class="badge">bot</span>' : ''}
      <time datetime="${new Date(at).toISOString()}">${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}</time>${edited ? ' · edited' : ''}</div>
    <div class="markdown">${renderMarkdown(body, world.url)}</div>
  </section>
</article>`;
}

function checksHtml(runs: CheckRunState[]): string {
  if (runs.length === 0) return '';
  const failed = runs.filter((run) => iconOf(run) === 'failure').length;
  const open = runs.filter((run) => run.status !== 'completed').length;

  const headline =
    failed > 0
      ? 'Some checks were not successful'
      : open > 0
        ? 'Some checks haven’t completed yet'
        : 'All checks have passed';

  return `<section class="checks"><h2>${headline}</h2>
${runs.map(checkHtml).join('\n')}</section>`;
}

function checkHtml(run: CheckRunState): string {
  const annotations = run.annotations.map(
    (each) => `<li class="annotation ${escapeHtml(each.annotation_level)}">
      <code>${escapeHtml(each.path)}#L${each.start_line}</code> <strong>${escapeHtml(each.title ?? each.annotation_level)}</strong>
      <pre>${escapeHtml(each.message)}</pre></li>`,
  );

  return `<details ${annotations.length > 0 ? 'open' : ''}><summary><span class="icon ${iconOf(run)}">${ICONS[iconOf(run)]}</span>
    <strong>${escapeHtml(run.name)}</strong> <span class="muted">${escapeHtml(run.title ?? run.conclusion ?? run.status)}</span></summary>
    ${run.summary === null ? '' : `<div class="markdown">${renderMarkdown(run.summary, '')}</div>`}
    <ul>${annotations.join('\n')}</ul></details>`;
}

type Icon = 'success' | 'failure' | 'pending' | 'neutral';
const ICONS: Readonly<Record<Icon, string>> = { success: '✓', failure: '✕', pending: '●', neutral: '■' };

function iconOf(run: CheckRunState): Icon {
  if (run.status !== 'completed') return 'pending';
  if (run.conclusion === 'success') return 'success';
  return run.conclusion === 'neutral' || run.conclusion === 'skipped' || run.conclusion === 'cancelled'
    ? 'neutral'
    : 'failure';
}

function stateOf(pull: PullState): string {
  if (pull.mergedAt !== null) return 'merged';
  return pull.state === 'closed' ? 'closed' : pull.draft ? 'draft' : 'open';
}

function latestRuns(repository: RepositoryState, sha: string): CheckRunState[] {
  const runs = [...repository.runs.values()].filter((run) => run.headSha === sha);
  return [...new Map(runs.map((run) => [run.name, run])).values()];
}
