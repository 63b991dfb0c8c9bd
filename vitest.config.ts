import { defineConfig } from "vitest/config";

/** Workspace packages resolve to their sources, so that a test never runs against a stale build. */
const conditions = ["@flowline/source"];
const source = { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } };

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: "unit",
          include: ["packages/*/test/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", "**/fixtures/**"],
          // Property tests take seconds here and far longer on a machine that is short of processors.
          testTimeout: 120_000,
        },
      },
      {
        ...source,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["packages/*/test-d/**/*.test-d.ts"],
            tsconfig: "tsconfig.types.json",
          },
        },
      },
      {
        ...source,
        test: {
          name: "whole",
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/fixtures/**", "**/dist/**"],
          globalSetup: ["test/support/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
