-- Stands in for your application's own table, so that `flow dev` has somebody to write to. `flow dev` runs this file
-- once, on the development database that it starts itself, when the table is missing. It is never run elsewhere.

create table accounts (
  id            text primary key,
  company       text not null,
  owner_name    text not null,
  owner_email   text,
  seats         integer not null,
  monthly_spend numeric not null,
  canceled_at   timestamptz,
  reason        text check (reason in ('price', 'unused', 'quality', 'other'))
);

insert into accounts (id, company, owner_name, owner_email, seats, monthly_spend, canceled_at, reason) values
  ('harbour-one', 'Harbour One', 'Ines',  'ines@example.com',  40, 960, now() - interval '31 days', 'price'),
  ('pier-seven',  'Pier Seven',  'Jonas', 'jonas@example.com',  6, 120, now() - interval '45 days', 'unused'),
  ('north-quay',  'North Quay',  'Kim',   'kim@example.com',   25, 600, now() - interval '60 days', 'quality'),
  ('small-boats', 'Small Boats', 'Lars',  'lars@example.com',   2,  40, now() - interval '90 days', 'price'),
  ('east-dock',   'East Dock',   'Maria', 'maria@example.com', 12, 300, now() - interval '10 days', null),
  ('lighthouse',  'Lighthouse',  'Noor',  'noor@example.com',  18, 430, null, null);
