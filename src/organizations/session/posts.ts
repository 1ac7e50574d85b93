/** A dated fact holds from `validFrom` on, up to but not on `validTo`. Dates are yyyy-mm-dd. */
export type Dated = { validFrom: string; validTo: string | null };

export type Assignment = Dated & { userId: string; unitId: string; role: string };

export type Delegation = Dated & {
  fromUser: string;
  toUser: string;
  unitId: string;
  kind: 'stand_in' | 'hand_over';
  revoked: boolean;
};

/** What a person holds at one unit today; `onBehalfOf` when it is another's post they stand in for (AB角). */
export type Post = { userId: string; unitId: string; roles: string[]; onBehalfOf: string | null };

/** Whether a dated fact holds on the day. */
export function holdsOn(fact: Dated, day: string): boolean {
  return fact.validFrom <= day && (fact.validTo === null || day < fact.validTo);
}

/**
 * Who holds which post on the day. A hand-over moves the roles the giver had at the unit by its date; a stand-in adds a second post that
 * names the absent person. A post held as a stand-in cannot be delegated further.
 */
export function postsOn(assignments: readonly Assignment[], delegations: readonly Delegation[], day: string): Post[] {
  const live = delegations.filter((d) => !d.revoked && holdsOn(d, day));
  const handOvers = live.filter((d) => d.kind === 'hand_over').sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const held = assignments.filter((a) => holdsOn(a, day)).map((a) => ({ ...a, userId: holderOf(a, handOvers) }));
  const own = gather(held.map((a) => ({ userId: a.userId, unitId: a.unitId, role: a.role, onBehalfOf: null })));
  const standIns = live
    .filter((d) => d.kind === 'stand_in')
    .flatMap((d) =>
      held
        .filter((a) => a.userId === d.fromUser && a.unitId === d.unitId)
        .map((a) => ({ userId: d.toUser, unitId: d.unitId, role: a.role, onBehalfOf: d.fromUser })),
    );
  return [...own, ...gather(standIns)];
}

/** Follows the hand-overs in the order of their dates; one that starts before the role was given does not touch it. */
function holderOf(assignment: Assignment, handOvers: readonly Delegation[]): string {
  let holder = assignment.userId;
  for (const h of handOvers) {
    if (h.fromUser === holder && h.unitId === assignment.unitId && assignment.validFrom <= h.validFrom)
      holder = h.toUser;
  }
  return holder;
}

type Grain = { userId: string; unitId: string; role: string; onBehalfOf: string | null };

function gather(grains: readonly Grain[]): Post[] {
  const posts = new Map<string, Post>();
  for (const { userId, unitId, role, onBehalfOf } of grains) {
    const key = `${userId} ${unitId} ${onBehalfOf ?? ''}`;
    const post = posts.get(key) ?? { userId, unitId, roles: [], onBehalfOf };
    if (!post.roles.includes(role)) post.roles.push(role);
    posts.set(key, post);
  }
  return [...posts.values()];
}

/** The post that acts: the one asked for, else the person's own post at that unit, else a stand-in there. Null when there is none. */
export function choosePost(posts: readonly Post[], unitId: string | null, onBehalfOf: string | null): Post | null {
  const own = posts.filter((p) => p.onBehalfOf === null);
  if (unitId === null) return own[0] ?? posts[0] ?? null;
  const there = posts.filter((p) => p.unitId === unitId);
  return there.find((p) => p.onBehalfOf === onBehalfOf) ?? there.find((p) => p.onBehalfOf === null) ?? there[0] ?? null;
}
