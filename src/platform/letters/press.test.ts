import { afterEach, expect, test } from 'vitest';
import { note, pdfFacts } from './builders.ts';
import type { NoteData } from './builders.ts';
import { AppError } from '../errors.ts';
import { createPress } from './press.ts';
import type { Press, PressOptions } from './press.ts';

const presses: Press[] = [];
const pressWith = (options: PressOptions = {}): Press => {
  const press = createPress(options);
  presses.push(press);
  return press;
};
afterEach(() => {
  for (const press of presses.splice(0)) press.close();
});

const notes = (count: number): NoteData[] =>
  Array.from({ length: count }, (_, index) => ({ heading: `第${index}号`, body: '内容' }));

test('one letter is one A4 page in an accessible archive format with its font embedded as a subset', async () => {
  const pdf = await pressWith().renderPdf({ template: note, data: { heading: '通知', body: '正文' } });
  expect(pdfFacts(pdf)).toEqual({
    pages: 1,
    archive: '2A',
    size: [595, 842],
    created: '2020-09-01T02:21:00Z',
    fonts: ['NotoSerifSC-Bold', 'NotoSerifSC-Regular'],
  });
  expect(pdf.length).toBeLessThan(100_000);
});

test('typst code in a person’s data is printed as text and never run', async () => {
  const data = { heading: '#panic("no")', body: '*粗* #read("/job.json") \\ $x$ ]] }' };
  expect(pdfFacts(await pressWith().renderPdf({ template: note, data })).pages).toBe(1);
});

test('a letter too long for its page flows on to the next instead of being cut', async () => {
  const pdf = await pressWith().renderPdf({ template: note, data: { heading: '长文', body: '字'.repeat(5000) } });
  expect(pdfFacts(pdf).pages).toBeGreaterThan(1);
});

test('a missing character stops the letter with a typed error that names character and person', async () => {
  const press = pressWith();
  const rendering = press.renderPdf({ template: note, data: { heading: '张𫚉', body: '' } });
  await expect(rendering).rejects.toBeInstanceOf(AppError);
  await expect(rendering).rejects.toMatchObject({
    code: 'LETTER_GLYPH_MISSING',
    missing: [{ character: '𫚉', subject: '张𫚉' }],
  });
  expect(press.state().started).toBe(0);
});

test('a stack is one document of one page each; who cannot be printed is handed back by name, progress counts everyone', async () => {
  const list = notes(40);
  list[7] = { heading: '张𫚉', body: '' };
  const progress: number[] = [];
  const { documents, refused } = await pressWith().renderMany(note, list, (done) => progress.push(done));
  expect(documents).toHaveLength(1);
  expect(documents[0]!.pages).toBe(39);
  expect(documents[0]!.letters).not.toContain(7);
  expect(pdfFacts(documents[0]!.pdf)).toMatchObject({ pages: 39, archive: '2U' });
  expect(refused).toMatchObject([{ index: 7, subject: '张𫚉', missing: [{ codePoint: 'U+2B689' }] }]);
  expect(progress).toEqual([1, 40]);
});

test('in a stack one letter may take a second page without disturbing the others', async () => {
  const list = notes(3);
  list[1] = { heading: '长文', body: '字'.repeat(3500) };
  const { documents } = await pressWith().renderMany(note, list);
  expect(documents[0]!.pages).toBe(4);
});

test('a list longer than a document comes as several, each knowing its letters', async () => {
  const { documents } = await pressWith({ lettersPerDocument: 4 }).renderMany(note, notes(10));
  expect(documents.map((document) => document.letters)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
  ]);
});

test('the child process is replaced after its share of letters', async () => {
  const press = pressWith({ recycleAfter: 3 });
  for (const data of notes(7)) await press.renderPdf({ template: note, data });
  expect(press.state().started).toBe(3);
});

test('a letter that never ends is stopped in time and the next one prints', async () => {
  const press = pressWith({ timeoutMs: 1500, msPerLetter: 0 });
  const endless = press.renderPdf({ template: note, data: { heading: '无尽', body: '', spins: true } });
  await expect(endless).rejects.toMatchObject({ code: 'LETTER_RENDER_FAILED', failure: 'timeout' });
  expect(press.state().childId).toBeUndefined();
  expect(pdfFacts(await press.renderPdf({ template: note, data: notes(1)[0]! })).pages).toBe(1);
});

test('a killed child is reported as crashed and replaced', async () => {
  const press = pressWith();
  await press.renderPdf({ template: note, data: notes(1)[0]! });
  const rendering = press.renderPdf({ template: note, data: { heading: '无尽', body: '', spins: true } });
  setTimeout(() => process.kill(press.state().childId!, 'SIGKILL'), 1000);
  await expect(rendering).rejects.toMatchObject({ code: 'LETTER_RENDER_FAILED', failure: 'crashed' });
  await press.renderPdf({ template: note, data: notes(1)[0]! });
  expect(press.state().started).toBe(2);
});

test('an aborted stack stops with the reason of the signal', async () => {
  const stop = new AbortController();
  const rendering = pressWith().renderMany(note, notes(300), () => stop.abort(new Error('已取消')), stop.signal);
  await expect(rendering).rejects.toThrow('已取消');
});

test('a template that does not compile and a font that cannot be read are told apart', async () => {
  const broken = (data: NoteData) => ({ ...note(data), data: {} });
  await expect(pressWith().renderPdf({ template: broken, data: notes(1)[0]! })).rejects.toMatchObject({
    failure: 'template',
  });
  const fonts = [{ family: 'Nowhere', file: new URL('./nowhere.ttf', import.meta.url).pathname }];
  await expect(pressWith({ fonts }).renderPdf({ template: note, data: notes(1)[0]! })).rejects.toMatchObject({
    failure: 'font',
  });
});
