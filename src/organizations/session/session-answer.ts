import type { Database } from '../../platform/db.ts';
import { loadPosts } from './load-actor.ts';
import { permissionsOf, roles, isRole } from '../roles/roles.ts';
import { holdsOn } from './posts.ts';
import { choosePost, type Post } from './posts.ts';
import { organizationErrors } from '../errors.ts';

export type SessionUnit = {
  id: string;
  name: string;
  level: string;
  line: string;
  divisionCode: string;
  divisionName: string;
  /** The person stood in for at this post, or null for one's own. */
  onBehalfOf: { userId: string; name: string } | null;
};

export type SessionAnswer = {
  user: { name: string; username: string };
  unit: SessionUnit;
  units: SessionUnit[];
  roles: string[];
  roleTitles: string[];
  permissions: string[];
  today: string;
  demo: boolean;
  csrf: string;
  mustChangePassword: boolean;
  oneTimeCode: boolean;
};

export type SignedIn = {
  userId: string;
  name: string;
  username: string;
  mustChange: boolean;
  oneTimeCode: boolean;
  token: string;
  unitId: string | null;
  onBehalfOf: string | null;
};

/**
 * What the workbench needs to know about who is signed in.
 * @throws NO_POST when the person holds none today
 */
export async function sessionAnswer(
  db: Database,
  signedIn: SignedIn,
  facts: { today: string; demo: boolean; csrf: string },
): Promise<SessionAnswer> {
  const posts = await loadPosts(db.kysely, signedIn.userId, facts.today);
  const post = choosePost(posts, signedIn.unitId, signedIn.onBehalfOf) ?? choosePost(posts, null, null);
  if (!post) throw organizationErrors.NO_POST();
  const units = await describePosts(db, posts, facts.today);
  const names = post.roles.filter(isRole);
  return {
    user: { name: signedIn.name, username: signedIn.username },
    unit: units[posts.indexOf(post)]!,
    units,
    roles: names,
    roleTitles: names.map((name) => roles[name].title),
    permissions: signedIn.mustChange ? [] : [...permissionsOf(names)],
    ...facts,
    mustChangePassword: signedIn.mustChange,
    oneTimeCode: signedIn.oneTimeCode,
  };
}

async function describePosts(db: Database, posts: readonly Post[], today: string): Promise<SessionUnit[]> {
  const units = await db.kysely
    .selectFrom('unit')
    .select(['unit_id', 'name', 'level', 'line', 'division_code'])
    .where(
      'unit_id',
      'in',
      posts.map((p) => p.unitId),
    )
    .execute();
  const codes = units.map((u) => u.division_code ?? 0);
  const divisions = await db.kysely
    .selectFrom('division')
    .selectAll()
    .where('code', 'in', codes)
    .orderBy('valid_from', 'desc')
    .execute();
  const others = posts.map((p) => p.onBehalfOf).filter((id) => id !== null);
  const people =
    others.length === 0
      ? []
      : await db.kysely.selectFrom('auth_user').select(['id', 'name']).where('id', 'in', others).execute();
  return posts.map((post) => {
    const unit = units.find((u) => u.unit_id === post.unitId)!;
    const named = divisions.filter((d) => d.code === unit.division_code);
    const division = named.find((d) => holdsOn({ validFrom: d.valid_from, validTo: d.valid_to }, today)) ?? named[0];
    const other = people.find((p) => p.id === post.onBehalfOf);
    return {
      id: unit.unit_id,
      name: unit.name,
      level: unit.level,
      line: unit.line,
      divisionCode: unit.division_code === null ? '' : String(unit.division_code).padStart(12, '0'),
      divisionName: division?.name ?? '',
      onBehalfOf: other ? { userId: other.id, name: other.name } : null,
    };
  });
}
