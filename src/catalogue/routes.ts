import { z } from 'zod';
import { route, type AnyRoute } from '../platform/http.ts';
import { addEntry } from './entries/add-entry.ts';
import { compareFiling } from './filing/compare-filing.ts';
import { compareVersions } from './versions/compare-versions.ts';
import { correctEntry } from './entries/correct-entry.ts';
import { declareSeats } from './entries/declare-seats.ts';
import { designationRoutes } from './designation/routes.ts';
import { discardDraft } from './versions/discard-draft.ts';
import { exportCatalogue } from './versions/export-catalogue.ts';
import { fileWithProvince } from './filing/file-with-province.ts';
import { filingBoard } from './filing/filing-board.ts';
import { findChoices } from './choices/find-choices.ts';
import { getVersion } from './versions/get-version.ts';
import { listEntries } from './entries/list-entries.ts';
import { listProblems } from './file/list-problems.ts';
import { listSchools } from './entries/list-schools.ts';
import { listVersions } from './versions/list-versions.ts';
import { publicCatalogue, publicCities, publicHistory } from './choices/public-catalogue.ts';
import { publishVersion } from './versions/publish-version.ts';
import { receiveCatalogue } from './file/receive-catalogue.ts';
import { receiveFiling } from './filing/receive-filing.ts';
import { recordSchool } from './entries/record-school.ts';
import { removeEntry } from './entries/remove-entry.ts';
import { resolveProblems } from './file/resolve-problems.ts';
import { resumeEntry } from './entries/resume-entry.ts';
import * as inputs from './schema.ts';
import { strikeEntry } from './entries/strike-entry.ts';
import { suspendEntry } from './entries/suspend-entry.ts';

const { VersionId, CityYear, ChangeEntryState } = inputs;
const version = '/api/catalogue/versions/:versionId';
const entry = `${version}/entries/:entryKey`;
const change = '/api/catalogue/entries/:entryKey';
const edit = 'catalogue.edit';
const publish = 'catalogue.publish';

const city: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/catalogue',
    summary: '本市目录版本',
    permission: edit,
    input: CityYear,
    verb: listVersions,
  }),
  route({
    method: 'POST',
    path: '/api/catalogue/imports',
    summary: '导入目录',
    permission: edit,
    input: inputs.ReceiveCatalogue,
    verb: receiveCatalogue,
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/schools',
    summary: '本市技工院校',
    permission: edit,
    input: CityYear,
    verb: listSchools,
  }),
  route({
    method: 'POST',
    path: '/api/catalogue/schools/:institutionId',
    summary: '登记学校联系方式',
    permission: edit,
    input: inputs.RecordSchool,
    verb: recordSchool,
  }),
  route({
    method: 'GET',
    path: version,
    summary: '目录版本',
    permission: 'signed-in',
    input: VersionId,
    verb: getVersion,
  }),
  route({
    method: 'GET',
    path: `${version}/entries`,
    summary: '目录条目',
    permission: 'signed-in',
    input: inputs.ListEntries,
    verb: listEntries,
  }),
  route({
    method: 'GET',
    path: `${version}/problems`,
    summary: '导入问题',
    permission: edit,
    input: inputs.ListProblems,
    verb: listProblems,
  }),
  route({
    method: 'POST',
    path: `${version}/problems/resolve`,
    summary: '核对问题',
    permission: edit,
    input: inputs.ResolveProblems,
    verb: resolveProblems,
  }),
  route({
    method: 'POST',
    path: `${entry}/correct`,
    summary: '更正草稿条目',
    permission: edit,
    input: inputs.CorrectEntry,
    verb: correctEntry,
  }),
  route({
    method: 'POST',
    path: `${entry}/strike`,
    summary: '删去草稿条目',
    permission: edit,
    input: inputs.StrikeEntry,
    verb: strikeEntry,
  }),
  route({
    method: 'POST',
    path: `${version}/publish`,
    summary: '公布目录',
    permission: publish,
    input: VersionId,
    verb: publishVersion,
  }),
  route({
    method: 'POST',
    path: `${version}/discard`,
    summary: '作废草稿',
    permission: edit,
    input: inputs.DiscardDraft,
    verb: discardDraft,
  }),
  route({
    method: 'POST',
    path: `${version}/file`,
    summary: '报省厅备案',
    permission: 'catalogue.file',
    input: VersionId,
    verb: fileWithProvince,
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/compare',
    summary: '比较两个版本',
    permission: edit,
    input: inputs.CompareVersions,
    verb: compareVersions,
  }),
  route({
    method: 'POST',
    path: '/api/catalogue/entries',
    summary: '增加条目',
    permission: publish,
    input: inputs.AddEntry,
    verb: addEntry,
  }),
  route({
    method: 'POST',
    path: `${change}/suspend`,
    summary: '暂停招生',
    permission: publish,
    input: ChangeEntryState,
    verb: suspendEntry,
  }),
  route({
    method: 'POST',
    path: `${change}/resume`,
    summary: '恢复招生',
    permission: publish,
    input: ChangeEntryState,
    verb: resumeEntry,
  }),
  route({
    method: 'POST',
    path: `${change}/remove`,
    summary: '撤销条目',
    permission: publish,
    input: ChangeEntryState,
    verb: removeEntry,
  }),
  route({
    method: 'POST',
    path: `${change}/seats`,
    summary: '申报项目计划名额',
    permission: publish,
    input: inputs.DeclareSeats,
    verb: declareSeats,
  }),
];

const province: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/catalogue/filings',
    summary: '备案台账',
    permission: 'catalogue.receive_filing',
    input: inputs.FilingBoardInput,
    verb: filingBoard,
  }),
  route({
    method: 'POST',
    path: '/api/catalogue/filings/:filingId/receive',
    summary: '接收备案',
    permission: 'catalogue.receive_filing',
    input: inputs.FilingId,
    verb: receiveFiling,
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/filings/compare',
    summary: '公布与备案比对',
    permission: 'signed-in',
    input: CityYear,
    verb: compareFiling,
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/choices',
    summary: '可选专业',
    permission: 'signed-in',
    input: inputs.FindChoices,
    verb: findChoices,
  }),
];

const everybody: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/public/catalogue',
    summary: '公布的目录',
    permission: 'public',
    rateLimit: 120,
    input: inputs.PublicCatalogue,
    verb: publicCatalogue,
  }),
  route({
    method: 'GET',
    path: '/api/public/catalogue/cities',
    summary: '已公布目录的市',
    permission: 'public',
    rateLimit: 120,
    input: z.object({}),
    verb: publicCities,
  }),
  route({
    method: 'GET',
    path: '/api/public/catalogue/history',
    summary: '目录调整记录',
    permission: 'public',
    rateLimit: 60,
    input: inputs.PublicHistory,
    verb: publicHistory,
  }),
  route({
    method: 'GET',
    path: '/api/public/catalogue/versions/:versionId/export',
    summary: '下载目录',
    permission: 'public',
    rateLimit: 20,
    input: VersionId,
    verb: exportCatalogue,
  }),
];

/** Paths of the catalogue: the city's, the province's, and everybody's. */
export const routes: AnyRoute[] = [...city, ...province, ...everybody, ...designationRoutes];
