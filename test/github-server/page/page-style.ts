/** Colours and spacing of github.com's light theme. */
export const PAGE_STYLE = `
body { margin: 0; background: #fff; color: #1f2328; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK JP", "Noto Sans JP", Helvetica, Arial, sans-serif; }
main { max-width: 980px; margin: 0 auto; padding: 24px; }
h1 { font-size: 26px; font-weight: 400; margin: 0 0 8px; } .number, .muted, time, .repository { color: #59636e; }
code, pre { font: 12px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK JP", monospace; background: #f6f8fa; border-radius: 6px; }
code { padding: 2px 5px; } pre { padding: 12px; overflow: auto; white-space: pre-wrap; } pre code { padding: 0; background: none; }
.state { border-radius: 2em; color: #fff; padding: 4px 12px; text-transform: capitalize; background: #59636e; }
.state.open { background: #1f883d; } .state.closed { background: #cf222e; } .state.merged { background: #8250df; }
.comment { display: flex; gap: 16px; margin: 24px 0; } .comment > section { flex: 1; min-width: 0; border: 1px solid #d1d9e0; border-radius: 6px; }
.avatar { width: 40px; height: 40px; border-radius: 50%; color: #fff; display: grid; place-items: center; font-weight: 600; flex: none; } .avatar.app { border-radius: 6px; }
.byline { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px; }
.badge { border: 1px solid #d1d9e0; border-radius: 2em; font-size: 12px; padding: 0 7px; color: #59636e; }
.markdown { padding: 16px; } .markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; }
.markdown h1, .markdown h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em; font-weight: 600; font-size: 1.4em; }
.markdown table { border-collapse: collapse; } .markdown th, .markdown td { border: 1px solid #d1d9e0; padding: 6px 13px; }
.markdown tr:nth-child(2n) { background: #f6f8fa; } .markdown blockquote { margin: 0; padding: 0 1em; color: #59636e; border-left: .25em solid #d1d9e0; }
.checks { border: 1px solid #d1d9e0; border-radius: 6px; margin-left: 56px; } .checks h2 { font-size: 16px; margin: 0; padding: 16px; }
.checks details { border-top: 1px solid #d1d9e0; padding: 8px 16px; } .checks summary { cursor: pointer; } .checks ul { list-style: none; padding: 0; }
.icon { display: inline-block; width: 1.2em; font-weight: 700; } .icon.success { color: #1a7f37; } .icon.failure { color: #d1242f; } .icon.pending { color: #9a6700; } .icon.neutral { color: #59636e; }
.annotation { border-left: 3px solid #d1d9e0; padding-left: 12px; margin: 8px 0; } .annotation.failure { border-color: #d1242f; } .annotation.warning { border-color: #9a6700; }
a { color: #0969da; text-decoration: none; }
`;
