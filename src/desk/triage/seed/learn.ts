/** Run by the build, in the compiled product: leaves beside this file what the seed lines teach, for `seedModel` to read. */
import { writeFileSync } from 'node:fs'
import { trainTriage } from '../model.ts'
import { packModel } from '../pack.ts'
import { seedLines } from './seed.ts'

writeFileSync(new URL('learnt.json', import.meta.url), packModel(trainTriage(seedLines(), 'seed')))
