import stylistic from '@stylistic/eslint-plugin';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Statements of several lines. */
const MULTILINE = ['multiline-block-like', 'multiline-const', 'multiline-expression', 'multiline-let'];

export default tseslint.config(
  {
    ignores: [
      '.dependency-cruiser.cjs',
      'node_modules/',
      '.saiten/',
      '**/dist/',
      'web/public/',
      'artefacts/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'bin/*.js', 'web/*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      // Our objects are closures without `this`, so their verbs may be taken apart from them.
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // Statements of one line form groups by what they do; everything longer stands by itself. What is generated is as it is.
    ignores: ['web/source/api/api-types.ts'],
    plugins: { '@stylistic': stylistic },
    rules: {
      '@stylistic/padding-line-between-statements': [
        'error',
        { blankLine: 'always', prev: 'import', next: '*' },
        { blankLine: 'any', prev: 'import', next: 'import' },
        { blankLine: 'always', prev: MULTILINE, next: '*' },
        { blankLine: 'always', prev: '*', next: MULTILINE },
        {
          blankLine: 'always',
          prev: '*',
          next: ['class', 'function', 'interface', 'multiline-export', 'type'],
        },
        { blankLine: 'always', prev: ['class', 'function', 'interface'], next: '*' },
        { blankLine: 'any', prev: 'type', next: 'type' },
        { blankLine: 'any', prev: 'case', next: ['case', 'default'] },
      ],
    },
  },
  {
    // What learners and strangers write meets these; a pattern must not take longer than the text.
    files: ['services/**/*.ts', 'graders/**/*.ts', 'exercises/**/*.ts', 'web/source/**/*.{ts,tsx}'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
