/** Whether a path stays below its folder and shows as one plain line: no `..`, no absolute path, no control characters. */
export function isSafePath(path: string): boolean {
  if (path === '' || path.length > 500 || path.startsWith('/') || path.includes('\\')) return false;
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
