import { CONFIG } from './config-mount.ts';

/** Keeps the file itself, its owner and its mode: the learner's `main` must find it as `render` left it. */
const SCRIPT = `
file=$1
shift
mode=$(stat -L -c %a "$file")
chmod u+w "$file"
printf '%s\\n' "$@" >"$file" || exit 1
[ -z "$mode" ] || chmod "$mode" "$file" || true
`;

/** Program and first arguments that write the lines behind them into the rendered file; to be run as the user of `render`. */
export const REWRITE: readonly string[] = ['/bin/sh', '-c', SCRIPT, 'rewrite', CONFIG];
