import { z } from 'zod';
import { route, type AnyRoute } from '../../platform/http.ts';
import { decideCall } from './decide-call.ts';
import { listCalls, showCall } from './list-calls.ts';
import { listFacts } from './list-facts.ts';
import { figureRecords, openApplication } from './open-application.ts';
import { openCall } from './open-call.ts';
import { ownCalls } from './own-calls.ts';
import { recordFact } from './record-fact.ts';
import { removeMajor } from './remove-major.ts';
import { saveApplication } from './save-application.ts';
import { saveMajor } from './save-major.ts';
import * as inputs from './schema.ts';
import { scoreCriterion } from './score-criterion.ts';
import { submitApplication } from './submit-application.ts';
import { withdrawApplication } from './withdraw-application.ts';
import { withdrawFact } from './withdraw-fact.ts';

const apply = 'designation.apply';
const edit = 'catalogue.edit';
const call = '/api/designation/calls';
const one = '/api/designation/applications/:applicationId';
const { ApplicationId, CallId } = inputs;

const city: AnyRoute[] = [
  route({
    method: 'GET',
    path: call,
    summary: '承担任务申报',
    permission: edit,
    input: inputs.ListCalls,
    verb: listCalls,
  }),
  route({ method: 'POST', path: call, summary: '组织申报', permission: edit, input: inputs.OpenCall, verb: openCall }),
  route({
    method: 'GET',
    path: `${call}/:callId`,
    summary: '申报情况',
    permission: edit,
    input: CallId,
    verb: showCall,
  }),
  route({
    method: 'POST',
    path: `${call}/:callId/decide`,
    summary: '认定承担院校',
    permission: 'catalogue.publish',
    input: inputs.DecideCall,
    verb: decideCall,
  }),
  route({
    method: 'POST',
    path: `${one}/score`,
    summary: '评定条件',
    permission: edit,
    input: inputs.ScoreCriterion,
    verb: scoreCriterion,
  }),
];

const both: AnyRoute[] = [
  route({
    method: 'GET',
    path: one,
    summary: '申报表',
    permission: 'signed-in',
    input: ApplicationId,
    verb: openApplication,
  }),
  route({
    method: 'GET',
    path: `${one}/records`,
    summary: '数据背后的记录',
    permission: 'signed-in',
    input: inputs.FigureRecords,
    verb: figureRecords,
  }),
];

const school: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/designation/own',
    summary: '本校申报',
    permission: apply,
    input: z.object({}),
    verb: ownCalls,
  }),
  route({
    method: 'POST',
    path: '/api/designation/own',
    summary: '填写申报',
    permission: apply,
    input: inputs.SaveApplication,
    verb: saveApplication,
  }),
  route({
    method: 'POST',
    path: `${one}/majors`,
    summary: '申报专业',
    permission: apply,
    input: inputs.SaveMajor,
    verb: saveMajor,
  }),
  route({
    method: 'POST',
    path: `${one}/majors/:majorId/remove`,
    summary: '取消申报专业',
    permission: apply,
    input: inputs.MajorId,
    verb: removeMajor,
  }),
  route({
    method: 'POST',
    path: `${one}/submit`,
    summary: '提交申报',
    permission: apply,
    input: ApplicationId,
    verb: submitApplication,
  }),
  route({
    method: 'POST',
    path: `${one}/withdraw`,
    summary: '放弃申报',
    permission: apply,
    input: ApplicationId,
    verb: withdrawApplication,
  }),
  route({
    method: 'GET',
    path: '/api/designation/facts',
    summary: '专业条件台账',
    permission: apply,
    input: inputs.ListFacts,
    verb: listFacts,
  }),
  route({
    method: 'POST',
    path: '/api/designation/facts',
    summary: '登记专业条件',
    permission: apply,
    input: inputs.RecordFact,
    verb: recordFact,
  }),
  route({
    method: 'POST',
    path: '/api/designation/facts/:factId/withdraw',
    summary: '撤销登记',
    permission: apply,
    input: inputs.WithdrawFact,
    verb: withdrawFact,
  }),
];

/** Paths of designation: the city's, those both sides read, and the school's own. */
export const designationRoutes: AnyRoute[] = [...city, ...both, ...school];
