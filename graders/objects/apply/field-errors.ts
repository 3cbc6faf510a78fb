/** One thing that the API server finds wrong, with the field where it names one. */
export interface FieldError {
  /** As the API server writes it: `.spec.containers[name="web"].env`. */
  field: string;
  problem: string;
}

/** What ends the name of a field in a sentence; a field may itself hold colons and blanks, in the key of a list's item. */
const PROBLEMS = [
  'field not declared in schema',
  'expected ',
  'unable to ',
  'element ',
  'duplicate entries for key ',
  'duplicated field ',
];

/** Errors read of one answer. */
const MOST = 20;

/**
 * Reads what server-side apply, strict decoding and conversion say of single fields, each line of `errors:` for itself. Empty
 * when the answer names no field. Takes time in proportion to the text.
 */
export function fieldErrors(text: string): FieldError[] {
  const lines = text.split('\n', 200).flatMap((line) => fromLine(withoutPreface(line.trim())) ?? []);
  const found = lines.length > 0 ? lines : [...unknownFields(text), ...decodingError(text)];
  const seen = new Map(found.map((error) => [`${error.field} ${error.problem}`, error]));
  return [...seen.values()].slice(0, MOST);
}

/** `failed to create typed patch object (ns/web; apps/v1, Kind=Deployment): …` */
function withoutPreface(line: string): string {
  const kind = line.startsWith('failed to ') ? line.indexOf(', Kind=') : -1;
  const end = kind === -1 ? -1 : line.indexOf('): ', kind);
  return end === -1 ? line : line.slice(end + 3);
}

/** `.spec.replicas: expected numeric (int or float), got string` */
function fromLine(line: string): FieldError | undefined {
  if (!line.startsWith('.')) return undefined;
  const ends = PROBLEMS.map((problem) => line.indexOf(`: ${problem}`)).filter((at) => at > 0);
  if (ends.length === 0) return undefined;
  const end = Math.min(...ends);
  return { field: line.slice(0, end), problem: line.slice(end + 2) };
}

/** Strict decoding: `unknown field "spec.replica"`, `duplicate field "spec.replicas"`. */
function unknownFields(text: string): FieldError[] {
  return Array.from(text.matchAll(/unknown field "([^"\n]{1,1000})"/g), ([, field = '']) => ({
    field: `.${field}`,
    problem: 'field not declared in schema',
  }));
}

/** `json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32` */
function decodingError(text: string): FieldError[] {
  const match = /Go struct field \w{1,100}(\.[\w.[\]]{1,1000}) (of type [^\n]{1,200})$/.exec(text);
  return match === null ? [] : [{ field: match[1] ?? '', problem: match[2] ?? '' }];
}
