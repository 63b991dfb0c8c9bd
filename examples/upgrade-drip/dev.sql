-- Stands in for your application's own table, so that `flow dev` has somebody to write to. `flow dev` runs this file
-- once, on the development database that it starts itself, when the table is missing. It is never run elsewhere.

create table users (
  id         bigint generated always as identity primary key,
  email      text not null unique,
  name       text not null,
  upgraded   boolean not null default false,
  created_at timestamptz not null default now()
);

insert into users (email, name, upgraded, created_at) values
  ('grace@example.com',     'Grace',     false, now()),
  ('alan@example.com',      'Alan',      false, now()),
  ('katherine@example.com', 'Katherine', true,  now()),
  ('edsger@example.com',    'Edsger',    false, now()),
  ('barbara@example.com',   'Barbara',   false, now() - interval '3 days'),
  ('tony@example.com',      'Tony',      true,  now() - interval '2 months');
