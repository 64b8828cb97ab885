import { Roster, type RosterMember } from './roster';

class Guest implements RosterMember {
  place = -1;
}

describe(Roster.name, () => {
  it('knows who is here, in whatever order they come and go', () => {
    const roster = new Roster<Guest>();
    const here = new Set<Guest>();
    let seed = 7;
    const below = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
    for (let i = 0; i < 2_000; i++) {
      const leaver = [...here][below(here.size + 2)];
      if (leaver) {
        roster.leave(leaver);
        here.delete(leaver);
      } else {
        const guest = new Guest();
        roster.enter(guest);
        here.add(guest);
      }
      expect(roster.size).toBe(here.size);
    }
    expect(new Set(roster.all())).toEqual(here);
    for (const guest of here) roster.leave(guest);
    expect(roster.all()).toEqual([]);
  });
});
