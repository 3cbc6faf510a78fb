import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Value from 'typebox/value';
import { parse } from 'yaml';
import type { ListingEntry } from '../../graders/submission/listing/listing-entry.ts';
import { Failure } from '../domain/failure.ts';
import { FixtureExpectation } from './fixture-expectation.ts';
import { listFolder } from './list-folder.ts';

/** A folder of an exercise that is graded to test the grader. */
export interface Fixture {
  /** `solution`, `starter`, `alternatives/<name>`, `mistakes/<name>` or `cheats/<name>`. */
  name: string;
  folder: string;
  kind: 'solution' | 'alternative' | 'starter' | 'mistake' | 'cheat';
  entries: ListingEntry[];
  expectation: FixtureExpectation;
}

const SINGLE = [
  ['solution', 'solution'],
  ['starter', 'starter'],
] as const;

const GROUPS = [
  ['alternatives', 'alternative'],
  ['mistakes', 'mistake'],
  ['cheats', 'cheat'],
] as const;

/**
 * Finds the fixtures of an exercise folder in a fixed order. Throws a Failure of fault `configuration` when the
 * solution is missing, a mistake does not say which check catches it, or a cheat does not say what it deserves.
 */
export async function loadFixtures(exerciseFolder: string): Promise<Fixture[]> {
  const fixtures: Fixture[] = [];

  for (const [name, kind] of SINGLE) {
    const folder = join(exerciseFolder, name);
    if (await isFolder(folder)) fixtures.push(await loadFixture(name, folder, kind));
  }

  if (fixtures[0]?.kind !== 'solution')
    throw new Failure(
      'configuration',
      'invalid-fixture',
      `${exerciseFolder} lacks a folder solution/ with files that score 100`,
    );

  for (const [group, kind] of GROUPS) {
    const parent = join(exerciseFolder, group);
    if (!(await isFolder(parent))) continue;
    const names = await readdir(parent, { withFileTypes: true });
    for (const { name } of names
      .filter((entry) => entry.isDirectory())
      .sort((a, b) => a.name.localeCompare(b.name)))
      fixtures.push(await loadFixture(`${group}/${name}`, join(parent, name), kind));
  }

  return fixtures;
}

async function loadFixture(name: string, folder: string, kind: Fixture['kind']): Promise<Fixture> {
  const expectation = await readExpectation(join(folder, 'expected.yaml'), kind);
  return { name, folder, kind, entries: await listFolder(folder), expectation };
}

async function readExpectation(file: string, kind: Fixture['kind']): Promise<FixtureExpectation> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined && kind !== 'mistake' && kind !== 'cheat') return {};
  const value: unknown = parse(text ?? '') ?? {};

  if (!Value.Check(FixtureExpectation, value)) {
    const errors = Value.Errors(FixtureExpectation, value).map(
      ({ instancePath, message }) => `${instancePath} ${message}`,
    );

    throw new Failure('configuration', 'invalid-fixture', `${file} is no expectation: ${errors.join('; ')}`);
  }

  if (kind === 'mistake' && value.caughtBy === undefined)
    throw new Failure(
      'configuration',
      'invalid-fixture',
      `${file} must say which check catches the mistake: \`caughtBy: <check-id>\``,
    );
  if (kind === 'cheat' && value.score === undefined)
    throw new Failure(
      'configuration',
      'invalid-fixture',
      `${file} must say how many points the work in the cheat deserves: \`score: <points>\``,
    );
  return value;
}

async function isFolder(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    () => false,
  );
}
