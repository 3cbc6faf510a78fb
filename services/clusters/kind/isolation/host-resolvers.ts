/** Where Docker looks as well when the first file names only a resolver of the machine itself (systemd-resolved). */
const FILES = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'];
const NAMESERVER = /^nameserver\s+(\d{1,3}(?:\.\d{1,3}){3})\s*$/gm;

/**
 * IPv4 addresses of the resolvers this machine asks, without those on the machine itself.
 *
 * @param read Returns a file's text, or rejects when there is none.
 */
export async function hostResolvers(read: (file: string) => Promise<string>): Promise<string[]> {
  const texts = await Promise.all(FILES.map((file) => read(file).catch(() => '')));
  const found = texts.flatMap((text) => Array.from(text.matchAll(NAMESERVER), (match) => match[1] ?? ''));
  return [...new Set(found)].filter((address) => !address.startsWith('127.'));
}
