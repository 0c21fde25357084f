#!/usr/bin/env node
// `npx guichet doctor`: the command line, after the same preparations as `npm start`.
import { launch } from './bootstrap.mjs'

await launch(process.argv.slice(2))
