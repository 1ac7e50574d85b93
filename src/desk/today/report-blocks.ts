/** What waits on the way of periodic reports. */
export type ReportCount =
  | 'reports_to_fill'
  | 'reports_to_check'
  | 'reports_to_sign'
  | 'reports_to_send'
  | 'reports_to_receive'
  | 'reports_missing';

const block = (counts: ReportCount, role: string, permission: string, list: string) => ({
  key: counts,
  roles: [role],
  permission,
  counts,
  list,
});

/** The queues of the city's three people and of the province; a list's address carries the filter. */
export const REPORT_BLOCKS = [
  block('reports_to_fill', 'city:hr', 'report.prepare', '/reports?waiting=fill'),
  block('reports_to_check', 'city:hr', 'report.check', '/reports?state=checking'),
  block('reports_to_sign', 'city:hr', 'report.sign', '/reports?state=signing'),
  block('reports_to_send', 'city:hr', 'report.prepare', '/reports?waiting=send'),
  block('reports_to_receive', 'province:hr', 'report.receive', '/reports?state=sent'),
  block('reports_missing', 'province:hr', 'report.receive', '/reports?standing=missing'),
] as const;
