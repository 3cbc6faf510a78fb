import type { Matcher } from './matcher.ts';

/** The same image however it is written: Docker Hub's host, `library/` and the tag `latest` may be left out. */
export function image(expected: string): Matcher {
  return {
    matches: (value, path) =>
      typeof value === 'string' && canonical(value) === canonical(expected)
        ? []
        : [{ path, expected, found: value === undefined ? 'nothing' : String(JSON.stringify(value)) }],
  };
}

/** https://github.com/distribution/reference/blob/main/normalize.go */
function canonical(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const host = hasHost && first !== 'index.docker.io' ? first : 'docker.io';
  const name = hasHost ? rest.join('/') : reference;
  const full = host === 'docker.io' && !name.includes('/') ? `library/${name}` : name;
  const tagged =
    full.includes('@') || full.lastIndexOf(':') > full.lastIndexOf('/') ? full : `${full}:latest`;
  return `${host}/${tagged}`;
}
