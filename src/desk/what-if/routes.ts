import { route, type AnyRoute } from '../../platform/http.ts';
import { scheduleChange } from './schedule-change.ts';
import { ScheduleChange, TryChange } from './schema.ts';
import { tryChange } from './try-change.ts';

/** Paths of trying a change of the law. */
export const whatIfRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/law/try',
    summary: '政策试算：谁受益、谁减少、多少钱、哪些已办事项需重新核定',
    permission: 'law.try',
    input: TryChange,
    verb: tryChange,
  }),
  route({
    method: 'POST',
    path: '/api/law/changes',
    summary: '试算过的改动安排生效（经办）',
    permission: 'law.prepare',
    input: ScheduleChange,
    verb: scheduleChange,
  }),
];
