import { route, type AnyRoute } from '../../platform/http.ts';
import { ExportAnnex1, OpenAnnex1Cell, ShowAnnex1 } from './annex1-schema.ts';
import { exportAnnex1 } from './export-annex1.ts';
import { openAnnex1Cell } from './open-annex1-cell.ts';
import { showAnnex1 } from './show-annex1.ts';

const get = { method: 'GET', permission: 'report.read' } as const;

/** Paths of the figures as they stand now. */
export const annex1Routes: AnyRoute[] = [
  route({ ...get, path: '/api/annex1', summary: '附件1（实时）', input: ShowAnnex1, verb: showAnnex1 }),
  route({
    ...get,
    path: '/api/annex1/persons',
    summary: '附件1 一格的人员',
    input: OpenAnnex1Cell,
    verb: openAnnex1Cell,
  }),
  route({ ...get, path: '/api/annex1/export', summary: '附件1 导出', input: ExportAnnex1, verb: exportAnnex1 }),
];
