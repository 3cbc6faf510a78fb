import type { TSchema } from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../domain/failure.ts';
import { describeSchema } from './describe-schema.ts';
import { requirementsOf, type Role } from './requirements.ts';
import { SETTINGS, type SettingName, type Settings } from './settings.ts';
import type { SettingProblem } from './setting-problem.ts';
import type { Setting } from './setting.ts';

/**
 * Turns environment variables into settings for a role.
 * Throws a Failure `settings-invalid` that lists every problem at once, secrets left out.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  role: Role,
): Settings {
  const problems: SettingProblem[] = unknownVariables(environment);
  const values: Partial<Record<SettingName, unknown>> = {};

  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const text = textOf(environment, setting);
    if (text === undefined) continue;
    const value = setting.read === undefined ? convert(text, setting.schema) : setting.read(text);
    const problem = oddity(text, setting) ?? misfit(text, value, setting);
    if (problem === undefined) values[name] = value;
    else problems.push({ variable: setting.variable, ...problem });
  }

  // Safe: every value above passed its own schema, and those with a default are always there.
  const settings = values as Settings;

  problems.push(
    ...requirementsOf(role, settings, (variable) => textOf(environment, { variable }) !== undefined),
  );

  if (problems.length > 0) throw invalid(problems);
  return Object.freeze(settings);
}

/** As programs read them that have no settings of their own, such as curl and kind. */
const LOWER_CASE_TOO = new Set(['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']);

function textOf(
  environment: Readonly<Record<string, string | undefined>>,
  setting: Pick<Setting, 'variable' | 'default'>,
) {
  const { variable } = setting;
  const names = LOWER_CASE_TOO.has(variable) ? [variable, variable.toLowerCase()] : [variable];
  const texts = names.map((name) => environment[name]?.trim() ?? '');
  return texts.find((text) => text !== '') ?? setting.default;
}

function convert(text: string, schema: TSchema): unknown {
  const { type, items } = schema as { type?: string; items?: TSchema };
  if (type === 'integer' || type === 'number') return Number(text);
  if (type === 'array' && items) return text.split(',').map((part) => convert(part.trim(), items));
  return text;
}

type Problem = Omit<SettingProblem, 'variable'>;

/** What the way to us has put into a value: a shell takes quotation marks away, an env file of Docker hands them on. */
function oddity(text: string, { multiline = false }: Setting): Problem | undefined {
  if (/^(["']).*\1$/s.test(text) && text.length > 1)
    return { found: 'a value in quotation marks', expected: 'the same without them' };
  if (!multiline && /(?![\n\r\t])\p{Cc}|[\u200B\uFEFF]/u.test(text))
    return { found: 'a character that is not seen', expected: 'the same without it' };
  return undefined;
}

function misfit(text: string, value: unknown, setting: Setting): Problem | undefined {
  const { schema, refuse, multiline = false } = setting;
  const found = shown(text, setting);
  if (typeof value === 'string' && !multiline && /[\n\r]/.test(value))
    return { found: 'several lines', expected: 'one line' };
  const more = refuse?.(text);
  if (more === undefined && Value.Check(schema, value)) return undefined;
  return {
    found,
    expected: more === undefined ? describeSchema(schema) : `${describeSchema(schema)}, ${more}`,
  };
}

function shown(text: string, setting: Setting): string {
  if (setting.secret) return `a secret of ${text.length} characters`;
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** A misspelt name would otherwise be ignored in silence. */
function unknownVariables(environment: Readonly<Record<string, string | undefined>>): SettingProblem[] {
  const known = new Set(Object.values(SETTINGS).map((setting) => setting.variable));
  return Object.keys(environment)
    .filter((variable) => variable.startsWith('SAITEN_') && !known.has(variable))
    .map((variable) => ({
      variable,
      found: 'a name no setting has',
      expected: 'one of the names in docs/configuration.md',
    }));
}

function invalid(problems: readonly SettingProblem[]): Failure {
  const lines = problems.map(
    ({ variable, found, expected }) => `  ${variable}: found ${found}, expected ${expected}`,
  );

  const count = problems.length === 1 ? 'One setting is' : `${problems.length} settings are`;
  return new Failure('configuration', 'settings-invalid', `${count} wrong:\n${lines.join('\n')}`, {
    facts: { variables: problems.map((problem) => problem.variable).join(',') },
  });
}
