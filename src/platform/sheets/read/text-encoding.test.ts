import { isUtf8 } from 'node:buffer';
import fc from '../../../testing/properties.ts';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { SheetRefused } from '../sheet-refused.ts';
import { detectEncoding } from './text-encoding.ts';

async function detect(bytes: Buffer): Promise<string> {
  const chunks = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  };
  try {
    return await detectEncoding(chunks());
  } catch (error) {
    if (error instanceof SheetRefused) return `${error.code} ${error.details.line}`;
    throw error;
  }
}

const gb = (text: string): Buffer => iconv.encode(text, 'gb18030');
const chinese = fc.string({
  unit: fc.constantFrom(...'曹县庄寨镇张王李赵男女汉族户主联通一二三𠮷㐂'),
  minLength: 4,
  maxLength: 12,
});

describe('encodings', () => {
  it('tells UTF-8 from GB18030, four-byte characters and marks included', async () => {
    const text = '姓名,民族\n𠮷娃,汉族\n';
    expect(await detect(Buffer.from(text))).toBe('utf-8');
    expect(await detect(Buffer.from(`\ufeff${text}`))).toBe('utf-8-bom');
    expect(await detect(gb(text))).toBe('gb18030');
    expect(await detect(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('utf-16le');
    expect(await detect(Buffer.from('a,b\n1,2\n'))).toBe('utf-8');
  });

  it('any lines in one encoding are recognised; one line in the other is named', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(chinese, { minLength: 2, maxLength: 8 }), chinese, async (lines, odd) => {
        // 一寨寨庄 in GB18030 is by chance four letters of UTF-8 too: such a line tells nothing.
        fc.pre(!isUtf8(gb(odd)) && !isUtf8(gb(lines.join('\n'))));
        const text = `${lines.join('\n')}\n`;
        expect(await detect(Buffer.from(text))).toBe('utf-8');
        expect(await detect(gb(text))).toBe('gb18030');
        const at = `SHEET_MIXED_ENCODING ${lines.length + 1}`;
        expect(await detect(Buffer.concat([gb(text), Buffer.from(odd)]))).toBe(at);
        expect(await detect(Buffer.concat([Buffer.from(text), gb(odd)]))).toBe(at);
      }),
    );
  });

  it('a line that reads as both is taken for what the others are', async () => {
    expect(await detect(Buffer.concat([Buffer.from('曹县张王\n'), gb('一寨寨庄')]))).toBe('utf-8');
    expect(await detect(gb('曹县张王\n一寨寨庄'))).toBe('gb18030');
  });

  it('bytes that fit neither are refused with their line', async () => {
    expect(await detect(Buffer.concat([Buffer.from('a\n'), Buffer.from([0xff, 0xff])]))).toBe(
      'SHEET_UNKNOWN_ENCODING 2',
    );
  });
});
