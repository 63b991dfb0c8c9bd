import type pg from "pg";

/** Who is in the demo's `users` table, and what is to happen to them. */
export interface Person {
  readonly id: number;
  readonly email: string;
  readonly signedUpToday: boolean;
  readonly upgraded: boolean;
  /** Upgrades between the first mail and the second. */
  readonly upgradesInTheWeek: boolean;
}

/** The same people for the same seed: 60 % signed up today, 15 % have upgraded, 25 % of the others do within the week. */
export function makePopulation(users: number, seed: number): readonly Person[] {
  const random = mulberry32(seed);
  return Array.from({ length: users }, (_, index) => {
    const signedUpToday = random() < 0.6;
    const upgraded = random() < 0.15;
    const upgradesInTheWeek = !upgraded && random() < 0.25;
    return { id: index + 1, email: `user-${index + 1}@example.com`, signedUpToday, upgraded, upgradesInTheWeek };
  });
}

/** A small generator with a seed, for populations and not for secrets (Tommy Ettinger's mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The application's own table, filled. "Today" is the day of flow time, which the demo has put well inside a day. */
export async function createUsers(db: pg.Client, people: readonly Person[]): Promise<void> {
  await db.query(`create table users (
    id bigint primary key, email text not null, name text not null, upgraded boolean not null,
    created_at timestamptz not null)`);
  await db.query(
    `insert into users
     select id, email, 'User ' || id, upgraded, flowline.now() - case when today then interval '1 second' else interval '3 days' end
     from unnest($1::bigint[], $2::text[], $3::boolean[], $4::boolean[]) as p(id, email, upgraded, today)`,
    [
      people.map(person => person.id),
      people.map(person => person.email),
      people.map(person => person.upgraded),
      people.map(person => person.signedUpToday),
    ],
  );
}

/** A week passes: some people upgrade. */
export async function upgradeSome(db: pg.Client, people: readonly Person[]): Promise<void> {
  const ids = people.filter(person => person.upgradesInTheWeek).map(person => person.id);
  await db.query("update users set upgraded = true where id = any($1::bigint[])", [ids]);
}
