import { route, type AnyRoute } from '../platform/http.ts';
import { exportBooklet } from './exchange/export-booklet.ts';
import { exportRecords } from './exchange/export-records.ts';
import { markedRecords } from './exchange/marked-records.ts';
import { publicRecord } from './exchange/public-record.ts';
import { publicFeed } from './exchange/public-feed.ts';
import { publicRegister, publicRegisters } from './exchange/public-register.ts';
import { receiveRecords } from './exchange/receive-records.ts';
import { allocatePlaces } from './records/places/allocate-places.ts';
import { changeRecord } from './records/change-record.ts';
import { countFigures } from './records/figures/count-figures.ts';
import { createRecord } from './records/create-record.ts';
import { findChoices } from './records/find-choices.ts';
import { listRecords } from './records/list-records.ts';
import { listRegisters, openRegister } from './records/list-registers.ts';
import { openRecordFile } from './records/open-file.ts';
import { openRecord } from './records/open-record.ts';
import { setStage } from './records/set-stage.ts';
import { stepRecord } from './records/step-record.ts';
import * as schema from './schema.ts';

type Input<I> = Parameters<typeof route<I>>[0]['input'];
type Verb<I> = Parameters<typeof route<I>>[0]['verb'];
const RECORD = '/api/registers/records/:recordId';

const get = <I>(path: string, summary: string, input: Input<I>, verb: Verb<I>, permission = 'record.read') =>
  route<I>({ method: 'GET', path, summary, permission, input, verb });
const post = <I>(path: string, summary: string, input: Input<I>, verb: Verb<I>, permission = 'record.write') =>
  route<I>({ method: 'POST', path, summary, permission, input, verb });
const open = <I>(path: string, summary: string, input: Input<I>, verb: Verb<I>) =>
  route<I>({ method: 'GET', path, summary, permission: 'public', input, verb, rateLimit: 60 });

/** Paths of the declared registers, the same for all of them: the register is named by its key, a record by its id. */
export const routes: AnyRoute[] = [
  get('/api/registers', '登记册目录', schema.ListRegisters, listRegisters),
  get('/api/registers/definition', '登记册定义', schema.RegisterKey, openRegister),
  get('/api/registers/records', '登记册记录', schema.ListRecords, listRecords),
  get('/api/registers/figures', '登记册汇总数', schema.CountFigures, countFigures),
  get('/api/registers/choices', '可选的机构、单位和记录', schema.FindChoices, findChoices),
  get('/api/registers/export', '导出登记册或填报模板', schema.ExportRecords, exportRecords),
  get('/api/registers/booklet', '汇编登记册', schema.ExportBooklet, exportBooklet),
  post('/api/registers/imports', '导入登记册', schema.ReceiveRecords, receiveRecords),
  get('/api/registers/imports/:jobId/marked', '导入后标注的工作簿', schema.ImportJobId, markedRecords, 'record.write'),
  post('/api/registers/records', '登记', schema.CreateRecord, createRecord),
  get(RECORD, '记录档案', schema.RecordId, openRecord),
  post(`${RECORD}/change`, '变更记录', schema.ChangeRecord, changeRecord),
  post(`${RECORD}/step`, '填报单位办理：提交、撤回、撤销', schema.StepRecord, stepRecord),
  post(`${RECORD}/review`, '审核单位办理：通过、退回、不通过、撤销', schema.StepRecord, stepRecord, 'record.review'),
  post(`${RECORD}/stage`, '转入下一阶段', schema.SetStage, setStage),
  post(`${RECORD}/allocate`, '按次序安排名额', schema.AllocatePlaces, allocatePlaces),
  get(`${RECORD}/files/:field`, '记录附件', schema.RecordFile, openRecordFile),
  open('/api/public/registers', '公开的登记册', schema.ListRegisters, publicRegisters),
  open('/api/public/registers/records', '公开的登记册记录', schema.PublicRegister, publicRegister),
  open('/api/public/registers/record', '公开登记册的一条记录', schema.PublicRecordId, publicRecord),
  open('/api/public/registers/feed', '公开登记册的订阅', schema.RegisterKey, publicFeed),
];
