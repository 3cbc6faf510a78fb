export interface CommentPageOptions {
  dark: boolean;
  /** Shows every fold opened. */
  unfold: boolean;
}

const LIGHT = `--page:#fff;--head:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--soft:#59636e;--code:#818b981f;--block:#f6f8fa;--link:#0969da`;
const DARK = `--page:#0d1117;--head:#151b23;--line:#3d444d;--text:#f0f6fc;--soft:#9198a1;--code:#656c7633;--block:#151b23;--link:#4493f8`;

/** A page with one comment by a bot, in the colours and measures of a pull request on GitHub. */
export function commentPage(commentHtml: string, { dark, unfold }: CommentPageOptions): string {
  const body = unfold ? commentHtml.replaceAll('<details>', '<details open>') : commentHtml;
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><style>
:root{${dark ? DARK : LIGHT};color-scheme:${dark ? 'dark' : 'light'}}
*{box-sizing:border-box}
body{margin:0;padding:16px;background:var(--page);color:var(--text);
  font:14px/1.5 -apple-system,"Segoe UI","Noto Sans","Noto Sans CJK JP",Helvetica,Arial,sans-serif}
.row{display:flex;gap:16px}
.avatar{flex:none;width:40px;height:40px;border-radius:6px;background:#1a7f37;color:#fff;font-weight:600;
  font-size:20px;line-height:40px;text-align:center}
.comment{flex:1;min-width:0;border:1px solid var(--line);border-radius:6px}
.head{padding:8px 16px;background:var(--head);border-bottom:1px solid var(--line);border-radius:6px 6px 0 0;color:var(--soft)}
.head b{color:var(--text)}.badge{border:1px solid var(--line);border-radius:2em;padding:0 7px;font-size:12px}
.body{padding:16px;overflow-wrap:break-word}.body>:first-child{margin-top:0}.body>:last-child{margin-bottom:0}
h2{font-size:1.5em;line-height:1.25;margin:24px 0 16px;padding-bottom:.3em;border-bottom:1px solid var(--line)}
h3{font-size:1.25em;line-height:1.25;margin:24px 0 16px}
p,ul,table,pre,details{margin:0 0 16px}ul{padding-left:2em}li+li{margin-top:.25em}
code{font:85% ui-monospace,SFMono-Regular,"DejaVu Sans Mono","Noto Sans Mono CJK JP",monospace;background:var(--code);
  border-radius:6px;padding:.2em .4em;white-space:break-spaces}
pre{background:var(--block);border-radius:6px;padding:16px;overflow:auto;line-height:1.45}
pre code{background:none;padding:0;font-size:85%;white-space:pre}
table{border-collapse:collapse;display:block;width:max-content;max-width:100%;overflow:auto}
th,td{border:1px solid var(--line);padding:6px 13px}tbody tr:nth-child(2n){background:var(--block)}
sub{font-size:75%;line-height:0}a{color:var(--link)}summary{cursor:pointer}
hr{height:.25em;margin:24px 0;border:0;background:var(--line)}
</style><div class="row"><div class="avatar">採</div><div class="comment">
<div class="head"><b>saiten</b> <span class="badge">bot</span> commented now</div>
<div class="body">${body}</div></div></div></html>`;
}
