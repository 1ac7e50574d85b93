import { authorise, type Context } from '../../platform/context.ts';
import type { Problem } from '../../standards/cleaning/index.ts';
import { ownArea } from '../lists/receive-list.ts';
import { readSurvey, settleSurvey } from '../surveys/read-survey.ts';

export type PreviewWishes = { path: string; name: string; areaCode: number; listDate: string };
export type PreviewedWishes = {
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  problems: Problem[];
};

/**
 * Tells what a survey of wishes would come to if it were imported; stores nothing. Values stand as the file has them: it is the
 * sender's own.
 * @throws SheetRefused for a file that cannot be read, NOT_FOUND for an area outside the sender's
 */
export async function previewWishes(ctx: Context, input: PreviewWishes): Promise<PreviewedWishes> {
  const actor = authorise(ctx, 'wish.record');
  const { path, name, listDate } = input;
  const survey = await readSurvey(ctx, { path, name, area: ownArea(actor, input.areaCode), on: listDate });
  const { problems, counts } = settleSurvey(survey);
  return { ...counts, problems };
}
