import type { Command } from 'commander';
import { decideMatch, listMatches, type DecidedMatch, type DoubtfulMatch } from '../matching/index.ts';
import { defineErrors } from '../platform/errors.ts';
import { withSession } from './session.ts';

const matchErrors = defineErrors({
  CLI_MATCH_UNKNOWN: { kind: 'not_found', message: '没有这一行待核对的记录。', hint: '用 match-list 查看。' },
  CLI_MATCH_ANSWER: { kind: 'invalid', message: '请写明 --same（是同一人）或 --none（不是名单中的人）。' },
});

type Options = {
  source?: 'students' | 'training-roster';
  list?: string;
  row?: string;
  person?: string;
  same?: boolean;
  none?: boolean;
  registerRow?: string;
  registerPerson?: string;
  reason: string;
  state: 'open' | 'done' | 'all';
  as: string;
  json?: boolean;
};

const sourceOf = (s: Options['source']) =>
  s === undefined ? undefined : s === 'students' ? 'students' : 'training_roster';
const PAGE = 200;

/** `match-list`: lines of rolls and rosters whose person in the register must be decided, with those who are offered. */
export function matchListCommand(program: Command): void {
  program
    .command('match-list')
    .description('身份待核对的学生和学员')
    .option('--source <kind>', 'students | training-roster（默认全部）')
    .option('--list <id>', '只看一份名册')
    .option('--state <state>', 'open 待核对 | done 已核对 | all 全部', 'open')
    .option('--as <user>', '以哪个用户的岗位办理', 'shi-renshe')
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      await withSession(
        options,
        async (session) => {
          const ctx = await session.as(options.as);
          const rows: DoubtfulMatch[] = [];
          for (let page = 1; ; page++) {
            const found = await listMatches(ctx, {
              page,
              size: PAGE,
              state: options.state,
              source: sourceOf(options.source),
              listId: options.list,
            });
            rows.push(...found.rows);
            if (rows.length >= found.total || found.rows.length === 0) return { rows, total: found.total };
          }
        },
        ({ rows, total }) => [`共 ${total} 行`, ...rows.map(line)].join('\n'),
      );
    });
}

/** `match-decide`: one of those lines is the offered person, or nobody of the register. */
export function matchDecideCommand(program: Command): void {
  program
    .command('match-decide')
    .description('核对身份：某一行是不是名单中的人')
    .option('--person <id>', '记录编号（match-list 的 personId）')
    .option('--source <kind>', 'students | training-roster，与 --row 合用')
    .option('--row <n>', '名册中的行号')
    .option('--list <id>', '名册编号（默认按行号在本地区查找）')
    .option('--same', '是同一人')
    .option('--none', '不是名单中的人')
    .option('--register-person <id>', '选定的人（默认第一位）')
    .option('--register-row <n>', '选定的人在帮扶名单中的行号')
    .option('--reason <words>', '依据', '已核对证件')
    .option('--as <user>', '以哪个用户的岗位办理', 'shi-renshe')
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      if ((options.same ?? false) === (options.none ?? false)) throw matchErrors.CLI_MATCH_ANSWER();
      await withSession(
        options,
        async (session): Promise<DecidedMatch> => {
          const ctx = await session.as(options.as);
          const { rows } = await listMatches(ctx, {
            state: 'all',
            size: PAGE,
            source: sourceOf(options.source),
            listId: options.list,
          });
          const match = rows.find((m) =>
            options.person ? m.personId === options.person : m.row === Number(options.row),
          );
          const personId = options.person ?? match?.personId;
          if (personId === undefined) throw matchErrors.CLI_MATCH_UNKNOWN({ details: { row: options.row ?? null } });
          const byRow = match?.candidates.find((c) => c.registerRow === Number(options.registerRow))?.personId;
          const registerPersonId = options.registerPerson ?? byRow;
          return decideMatch(ctx, {
            personId,
            same: options.same ?? false,
            reason: options.reason,
            ...(registerPersonId ? { registerPersonId } : {}),
          });
        },
        (r) => (r.decision === 'decided' ? `已确认是同一人（${r.registerPersonId}）` : '已确认不是名单中的人'),
      );
    });
}

const line = (m: DoubtfulMatch): string =>
  `${m.fileName} 第${m.row}行 ${m.name} ${m.idMask ?? ''}（${m.reason ?? ''}） → ${m.candidates.map((c) => `${c.name} ${c.idMask ?? ''} 名单第${c.registerRow}行`).join('；')}`;
