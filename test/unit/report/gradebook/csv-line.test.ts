import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../../services/report/gradebook/csv-line.ts';

describe('csvLine', () => {
  it.each<[string, (string | number | undefined)[], string]>([
    ['numbers without needless decimals', [1, 2.5, 1 / 3, -4], '1,2.5,0.33,-4'],
    ['nothing as nothing', [undefined, 0, ''], ',0,'],
    ['commas, quotes and lines', ['a,b', 'say "hi"', 'a\nb'], '"a,b","say ""hi""","a\nb"'],
    ['a formula', ['=HYPERLINK("http://x")'], '"\'=HYPERLINK(""http://x"")"'],
    ['every way to start one', ['+1', '-1', '@A1', '\t=1'], "'+1,'-1,'@A1,'\t=1"],
    ['one behind blanks', ['  =1'], "'  =1"],
    ['one in wide letters', ['＝1', '＋1'], "'＝1,'＋1"],
    ['names as they are', ['山田 花子', "O'Neil", 'a=b'], "山田 花子,O'Neil,a=b"],
  ])('writes %s', (_name, cells, expected) => {
    expect(csvLine(cells)).toBe(`${expected}\r\n`);
  });
});
