import { expect, it } from 'vitest';
import { templateDepth } from '../../../../graders/query/template-depth.ts';

it.each([
  ['', 0],
  ['{.items[*].metadata.name}', 0],
  ['{range .items[*]}{.a}{end}{range .items[*]}{end}', 1],
  ['{{range .items}}{{- if .a}}{{ with .b }}{{end}}{{end}}{{end}}', 3],
  ['{{end}}{{end}}{{range .}}', 1],
  ['{{range .}}'.repeat(80), 80],
])('%s nests %i blocks', (template, depth) => {
  expect(templateDepth(template)).toBe(depth);
});
