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
    const value = convert(text, setting.schema);
    if (Value.Check(setting.schema, value)) values[name] = value;
    else
      problems.push({
        variable: setting.variable,
        found: shown(text, setting),
        expected: describeSchema(setting.schema),
      });
  }
  // Safe: every value above passed its own schema, and those with a default are always there.
  const settings = values as Settings;
  problems.push(
    ...requirementsOf(role, settings, (variable) => textOf(environment, { variable }) !== undefined),
  );
  if (problems.length > 0) throw invalid(problems);
  return Object.freeze(settings);
}

function textOf(
  environment: Readonly<Record<string, string | undefined>>,
  setting: Pick<Setting, 'variable' | 'default'>,
) {
  const text = environment[setting.variable]?.trim();
  return text === undefined || text === '' ? setting.default : text;
}

function convert(text: string, schema: TSchema): unknown {
  const { type, items } = schema as { type?: string; items?: TSchema };
  if (type === 'integer' || type === 'number') return Number(text);
  if (type === 'array' && items) return text.split(',').map((part) => convert(part.trim(), items));
  return text.replaceAll('\\n', '\n');
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
