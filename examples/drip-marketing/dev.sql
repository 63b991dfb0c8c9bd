-- Stands in for your application's own table, so that `flow dev` has somebody to write to. `flow dev` runs this file
-- once, on the development database that it starts itself, when the table is missing. It is never run elsewhere.

create table users (
  id        text primary key,
  email     text not null,
  name      text not null,
  timezone  text,
  upgraded  boolean not null default false,
  albums    integer not null default 0
);

insert into users (id, email, name, timezone, upgraded, albums) values
  ('ada',  'ada@example.com',  'Ada',  'Europe/London', false, 0),
  ('bob',  'bob@example.com',  'Bob',  'America/New_York', false, 7),
  ('cleo', 'cleo@example.com', 'Cleo', null, false, 1);
