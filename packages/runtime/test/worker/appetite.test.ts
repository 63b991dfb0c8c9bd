import { expect, test } from "vitest";
import { Appetite } from "../../src/worker/appetite.js";

test("doubles while helpings are drained within a second, up to the most", () => {
  const appetite = new Appetite({ least: 50, most: 300 });
  expect(appetite.room(0, 0)).toBe(50);
  appetite.served(0);
  expect(appetite.room(0, 10)).toBe(100);
  appetite.served(10);
  expect(appetite.room(0, 20)).toBe(200);
  appetite.served(20);
  expect(appetite.room(0, 30)).toBe(300);
});

test("halves when a helping took long, down to the least", () => {
  const appetite = new Appetite({ least: 50, most: 300 });
  appetite.served(0);
  appetite.room(0, 10);
  appetite.served(10);
  expect(appetite.room(0, 5_000)).toBe(50);
  appetite.served(5_000);
  expect(appetite.room(0, 60_000)).toBe(50);
});

test("takes no more than what is missing while bodies wait, and nothing when enough do", () => {
  const appetite = new Appetite({ least: 50, most: 300 });
  appetite.served(0);
  expect(appetite.room(20, 10)).toBe(30);
  expect(appetite.room(80, 10)).toBe(0);
});
