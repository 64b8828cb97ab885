/** Where a member stands in its {@link Roster}; the roster's own business. */
export interface RosterMember {
  place: number;
}

/**
 * Who is here now, where thousands come and go each second.
 *
 * No `Set`, because V8 replaces a set's table every so many additions, and the table that was replaced points
 * to the one after it. One that has grown old keeps all its successors from the collector of young objects, and
 * with them whoever was inside at the time: a good part of all requests, until the next full collection
 * (docs/decisions/0021).
 */
export class Roster<Member extends RosterMember> {
  private readonly members: Member[] = [];

  /** How many are here. */
  get size(): number {
    return this.members.length;
  }

  /** Takes one in. */
  enter(member: Member): void {
    member.place = this.members.push(member) - 1;
  }

  /** Lets one go that is here; the last one takes its place. */
  leave(member: Member): void {
    const last = this.members.pop();
    if (last === undefined || last === member) return;
    this.members[member.place] = last;
    last.place = member.place;
  }

  /** Lets go of the one that came last, where nobody has left since; otherwise of any. */
  takeLast(): Member | undefined {
    return this.members.pop();
  }

  /** All that are here now, in no order. */
  all(): Member[] {
    return [...this.members];
  }
}
