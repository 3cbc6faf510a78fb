import type { Static, TSchema } from 'typebox';

/** One setting: the environment variable it comes from, what it means and the schema of its value. */
export interface Setting<Schema extends TSchema = TSchema> {
  variable: string;
  description: string;
  schema: Schema;
  /** Unit of a number, as people say it. */
  unit?: string;
  /** Never shown, neither in errors nor in the documentation's examples. */
  secret?: boolean;
  /** Makes the value out of the text, where its type does not say how. */
  read?: (text: string) => Static<Schema>;
  /** Says what is expected beside what the schema says, where a text is wrong in a way that no schema tells. */
  refuse?: (text: string) => string | undefined;
  /** May have several lines. */
  multiline?: boolean;
  /** The text that is parsed when the variable is not set; without it the setting is undefined then. */
  default?: string;
}

/** A setting whose value is always there, because it has a default. */
export function settingWithDefault<Schema extends TSchema>(
  setting: Setting<Schema> & { default: string },
): Setting<Schema> & { always: true } {
  return { ...setting, always: true };
}

/** A setting that may be left out. */
export function optionalSetting<Schema extends TSchema>(
  setting: Omit<Setting<Schema>, 'default'>,
): Setting<Schema> & { always: false } {
  return { ...setting, always: false };
}

export type SettingValues<Definitions extends Record<string, Setting & { always: boolean }>> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends { always: true }
    ? Static<Definitions[Name]['schema']>
    : Static<Definitions[Name]['schema']> | undefined;
};
