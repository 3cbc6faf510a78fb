/** Where people see the GitHub whose API is at this address: no link to it is in the API's root. */
export function webAddress(apiUrl: string): string {
  const url = new URL(apiUrl);
  // github.com and GitHub Enterprise Cloud with data residency (SUBDOMAIN.ghe.com).
  if (url.hostname.startsWith('api.')) return `${url.protocol}//${url.host.slice('api.'.length)}`;
  return url.origin;
}
