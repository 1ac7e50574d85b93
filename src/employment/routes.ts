import { route, type AnyRoute } from '../platform/http.ts';
import { followUp, showAway } from './follow-up.ts';
import { keepAgency, listAgencies, listPlacements, recordPlacements } from './placements.ts';
import { recordEmploymentWishes } from './wishes/record-wishes.ts';
import { RecordEmploymentWishes, ShowEmploymentWishes } from './wishes/schema.ts';
import { showEmploymentWishes } from './wishes/show-wishes.ts';
import { AwayFigures, FollowUp, KeepAgency, ListPlacements, RecordPlacements } from './schema.ts';

const reading = { method: 'GET', permission: 'employment.read' } as const;

/** Paths of what became of people: work found, who brought them, how classes did. */
export const routes: AnyRoute[] = [
  route({
    ...reading,
    path: '/api/employment/placements',
    summary: '就业去向',
    input: ListPlacements,
    verb: listPlacements,
  }),
  route({
    method: 'POST',
    permission: 'employment.record',
    path: '/api/employment/placements',
    summary: '登记就业去向',
    input: RecordPlacements,
    verb: recordPlacements,
  }),
  route({
    ...reading,
    path: '/api/employment/classes/:classId',
    summary: '培训班跟踪',
    input: FollowUp,
    verb: followUp,
  }),
  route({
    ...reading,
    path: '/api/employment/agencies',
    summary: '劳务服务主体',
    input: ListPlacements,
    verb: listAgencies,
  }),
  route({
    method: 'POST',
    permission: 'certification.file',
    path: '/api/employment/agencies',
    summary: '登记劳务服务主体',
    input: KeepAgency,
    verb: keepAgency,
  }),
  route({
    ...reading,
    path: '/api/employment/wishes',
    summary: '就业愿望实现情况',
    input: ShowEmploymentWishes,
    verb: showEmploymentWishes,
  }),
  route({
    method: 'POST',
    permission: 'employment.record',
    path: '/api/employment/wishes',
    summary: '登记就业愿望',
    input: RecordEmploymentWishes,
    verb: recordEmploymentWishes,
  }),
  route({ ...reading, path: '/api/employment/away', summary: '外出务工', input: AwayFigures, verb: showAway }),
];
