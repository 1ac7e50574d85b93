import fc from '../../testing/properties.ts';
import { expect, test } from 'vitest';
import { choosePost, holdsOn, postsOn, type Assignment, type Delegation } from './posts.ts';

const given = (
  userId: string,
  unitId: string,
  role: string,
  validFrom = '2020-01-01',
  validTo: string | null = null,
): Assignment => ({
  userId,
  unitId,
  role,
  validFrom,
  validTo,
});
const delegated = (
  kind: Delegation['kind'],
  fromUser: string,
  toUser: string,
  validFrom: string,
  validTo: string | null,
): Delegation => ({
  kind,
  fromUser,
  toUser,
  unitId: 'u1',
  validFrom,
  validTo,
  revoked: false,
});

test('a role counts from its first day and no longer on its last', () => {
  expect(holdsOn({ validFrom: '2020-02-01', validTo: '2020-03-01' }, '2020-01-31')).toBe(false);
  expect(holdsOn({ validFrom: '2020-02-01', validTo: '2020-03-01' }, '2020-02-01')).toBe(true);
  expect(holdsOn({ validFrom: '2020-02-01', validTo: '2020-03-01' }, '2020-03-01')).toBe(false);
});

test('a stand-in gets a second post in the name of the absent person, within the dates only', () => {
  const roles = [given('a', 'u1', 'township_hr_officer'), given('b', 'u1', 'viewer')];
  const standIn = [delegated('stand_in', 'a', 'b', '2020-05-01', '2020-05-10')];
  expect(postsOn(roles, standIn, '2020-05-05')).toEqual([
    { userId: 'a', unitId: 'u1', roles: ['township_hr_officer'], onBehalfOf: null },
    { userId: 'b', unitId: 'u1', roles: ['viewer'], onBehalfOf: null },
    { userId: 'b', unitId: 'u1', roles: ['township_hr_officer'], onBehalfOf: 'a' },
  ]);
  expect(postsOn(roles, standIn, '2020-05-10')).toHaveLength(2);
  expect(postsOn(roles, [{ ...standIn[0]!, revoked: true }], '2020-05-05')).toHaveLength(2);
});

test('a hand-over moves the post on its date, also along a chain', () => {
  const roles = [given('a', 'u1', 'county_hr_officer')];
  const chain = [
    delegated('hand_over', 'a', 'b', '2020-05-01', null),
    delegated('hand_over', 'b', 'c', '2020-08-01', null),
  ];
  const holder = (day: string) => postsOn(roles, chain, day).map((p) => p.userId);
  expect(holder('2020-04-30')).toEqual(['a']);
  expect(holder('2020-05-01')).toEqual(['b']);
  expect(holder('2020-08-01')).toEqual(['c']);
});

test('a role given after the hand-over stays with the one it was given to', () => {
  const roles = [given('a', 'u1', 'county_hr_officer', '2020-06-01')];
  expect(postsOn(roles, [delegated('hand_over', 'a', 'b', '2020-05-01', null)], '2020-07-01')[0]!.userId).toBe('a');
});

test('delegation never makes roles out of nothing: every role of a post was given at that unit', () => {
  const user = fc.constantFrom('a', 'b', 'c');
  const day = fc.constantFrom('2020-01-01', '2020-02-01', '2020-03-01', '2020-04-01');
  const assignment = fc.record({
    userId: user,
    unitId: fc.constantFrom('u1', 'u2'),
    role: fc.constantFrom('x', 'y'),
    validFrom: day,
    validTo: fc.option(day),
  });
  const delegation = fc.record({
    fromUser: user,
    toUser: user,
    unitId: fc.constantFrom('u1', 'u2'),
    kind: fc.constantFrom<Delegation['kind']>('stand_in', 'hand_over'),
    revoked: fc.boolean(),
    validFrom: day,
    validTo: fc.option(day),
  });
  fc.assert(
    fc.property(fc.array(assignment), fc.array(delegation), day, (assignments, delegations, today) => {
      const posts = postsOn(assignments, delegations, today);
      const live = new Set(assignments.filter((a) => holdsOn(a, today)).map((a) => `${a.unitId} ${a.role}`));
      const held = new Set(posts.flatMap((p) => p.roles.map((r) => `${p.unitId} ${r}`)));
      expect(held).toEqual(live);
    }),
  );
});

test('the post asked for is taken, else the own one before a stand-in', () => {
  const posts = [
    { userId: 'b', unitId: 'u1', roles: ['x'], onBehalfOf: 'a' },
    { userId: 'b', unitId: 'u1', roles: ['y'], onBehalfOf: null },
  ];
  expect(choosePost(posts, 'u1', 'a')!.roles).toEqual(['x']);
  expect(choosePost(posts, 'u1', null)!.roles).toEqual(['y']);
  expect(choosePost(posts, null, null)!.roles).toEqual(['y']);
  expect(choosePost(posts, 'u9', null)).toBeNull();
});
