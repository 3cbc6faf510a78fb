/**
 * What must never reach a log, a message or a page. Tokens are known by prefix, not by length: installation tokens
 * of 2026 are longer than 40 characters and contain dots
 * (https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app).
 */
const SECRETS = [
  /\bgh[oprsu]_[\w.~+/=-]+/g,
  /\bgithub_pat_\w+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\b(?:bearer|basic)\s+[\w.~+/=-]+/gi,
  /\btoken\s+[0-9a-f]{40}\b/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** Replaces tokens, JSON web tokens and private keys in a text by `[redacted]`. */
export function redact(text: string): string {
  return SECRETS.reduce((rest, secret) => rest.replace(secret, '[redacted]'), text);
}
