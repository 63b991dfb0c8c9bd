#!/usr/bin/env node
// Stands in the repository, because npm links a command at install time, before anything has been built.
import "../dist/main.js";
