#!/usr/bin/env node
// Starts the command line; TypeScript is run as it is, so that exercises and graders need no build.
import { register } from 'tsx/esm/api';

register();
await import('../services/command-line/main.ts');
