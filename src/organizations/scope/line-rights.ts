import type { Line } from '../roles/levels.ts';

/**
 * What a line may do with a table: `change` (read and write), `read`, `ask` (only a yes or no to a comparison, never a row), `none`.
 * `hide` names columns that never leave the server for that line.
 */
export type Access = { right: 'change' | 'read' | 'ask' | 'none'; hide: readonly string[] };

/** Reads and writes every column. */
export const change: Access = { right: 'change', hide: [] };
/** Reads every column. */
export const read: Access = { right: 'read', hide: [] };
/** Gets a yes or no to a comparison. */
export const ask: Access = { right: 'ask', hide: [] };
/** Nothing at all. */
export const none: Access = { right: 'none', hide: [] };
/** Reads all columns but these. */
export const readWithout = (...hide: string[]): Access => ({ right: 'read', hide });

/** What each department line may do with a table. */
export type LineRights = Record<Exclude<Line, 'system' | 'public'>, Access>;

/** Columns by which a person is reached. */
export const contact = ['phone', 'phone_mask', 'address'];
/** As {@link contact}, and those by which a person is identified. */
export const numbers = ['id_number', 'id_mask', ...contact];

/** The rights of the lines named; every other line has none. */
export const onlyFor = (rights: Partial<LineRights>): LineRights => ({
  village: none,
  hr: none,
  poverty: none,
  education: none,
  civil_affairs: none,
  finance: none,
  audit: none,
  school: none,
  institution: none,
  ...rights,
});

/** Case tables of the route from the wish to the admission letter: offices work, others read what their duty needs. */
export const caseTable: LineRights = {
  village: change,
  hr: change,
  poverty: change,
  education: read,
  civil_affairs: read,
  finance: read,
  audit: read,
  school: change,
  institution: none,
};

/** Cases that HR line and school carry on; village and poverty line only read how they go. */
export const schoolCase: LineRights = { ...caseTable, village: read, poverty: read };

/** What only the village, its township and its county work with. */
export const officesOnly = onlyFor({ village: change, hr: change, poverty: change });

/** As {@link officesOnly}, and read by those who check it. */
export const officesChecked: LineRights = { ...officesOnly, audit: read };

/** Worked with by the two leading lines and read by those who check them: lists found by a rule, matching, what offices add to the law. */
export const leadingTable = onlyFor({ hr: change, poverty: change, audit: read });

/** What levels ask of one another and answer: offices of both lines and villages work, others read. */
export const supervisionTable: LineRights = { ...leadingTable, village: change };

/** The catalogue is made by the HR line and read by all. */
export const catalogueTable: LineRights = {
  village: read,
  hr: change,
  poverty: read,
  education: read,
  civil_affairs: read,
  finance: read,
  audit: read,
  school: read,
  institution: read,
};

/** Schools apply to the HR line, which scores and decides. */
export const designationTable = onlyFor({ hr: change, poverty: read, audit: read, school: change });

/** Periodic reports are made by the HR line; others read the figures, never the papers behind them. */
export const reportTable = onlyFor({ hr: change, poverty: read, audit: read });

/** Goals, returned and locked figures: the HR line keeps them, departments and audit read them. */
export const indicatorTable = onlyFor({
  hr: change,
  poverty: read,
  education: read,
  civil_affairs: read,
  finance: read,
  audit: read,
});

/** Schools going down to the villages: the HR line says where to, the school records what it found. */
export const surveyTable = onlyFor({ village: read, hr: change, poverty: read, audit: read, school: change });

/** Declared registers: the definition says which of these lines keeps, reviews or reads a register. */
export const registerTable = onlyFor({
  hr: change,
  poverty: change,
  education: read,
  finance: read,
  audit: read,
  school: change,
  institution: change,
});

/** Classes, courses, orders and what follows them: the HR line, institutions and schools work with them, the others read. */
export const trainingTable: LineRights = { ...schoolCase, institution: change };

/** Lists of offices that only answer comparisons; institutions never see them. */
export const comparisonTable = onlyFor({
  hr: change,
  poverty: change,
  education: change,
  civil_affairs: change,
  audit: read,
});

/** Money is prepared by the two leading lines, planned and paid by finance, and read by those who check it. */
export const fundsTable = onlyFor({ hr: change, poverty: change, finance: change, audit: read });

/** What a person is owed or was paid: also read at the village, and by the school or institution concerned. */
export const owedTable: LineRights = { ...fundsTable, village: read, school: read, institution: read };

/** Agreements and what is done under them: schools, enterprises and the HR line work with them, the others read. */
export const agreementTable = onlyFor({
  hr: change,
  poverty: read,
  education: read,
  finance: read,
  audit: read,
  school: change,
  institution: change,
});
