import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibrate, chanceRight } from '../../src/desk/triage/calibration.ts'
import { type Labelled, predict, train } from '../../src/desk/triage/linear.ts'
import { seedModel, trainTriage } from '../../src/desk/triage/model.ts'
import { packModel, unpackModel } from '../../src/desk/triage/pack.ts'
import { predictScoped, thresholdFor, trainScoped } from '../../src/desk/triage/scope.ts'
import { seedLines } from '../../src/desk/triage/seed/seed.ts'
import { said } from './triage-lines.ts'

const lines: Labelled[] = seedLines().flatMap(({ text, category }) => (category ? [{ text, label: category }] : []))
const asked = said.map(({ text }) => text)
const chance = fc.double({ min: 0, max: 1, noNaN: true })

describe('the linear model', () => {
  test('is the same, bit for bit, whenever it is learnt from the same lines', () => {
    const [one, two] = [train(lines), train(lines)]
    expect(two.weights).toEqual(one.weights)
    expect(two.bias).toEqual(one.bias)
  })

  test('answers with a chance between 0 and 1 for every label, and the highest is its answer', () => {
    const model = train(lines)
    for (const text of asked) {
      const { label, confidence, scores } = predict(model, text)
      expect(scores.size).toBe(10)
      for (const score of scores.values()) expect(score >= 0 && score <= 1).toBe(true)
      expect(scores.get(label)).toBe(confidence)
      expect(Math.max(...scores.values())).toBe(confidence)
    }
  })

  test('knows its own lines', () => {
    const model = train(lines)
    const right = lines.filter(({ text, label }) => predict(model, text).label === label).length
    expect(right / lines.length).toBeGreaterThan(0.98)
  })

  test('is less sure of a message the fewer of its words it knows', () => {
    const model = train(lines)
    const known = predict(model, 'the printer is offline').confidence
    expect(predict(model, 'the printer is offline zxqv kwyj bdfp').confidence).toBeLessThan(known)
  })

  test('learns from nothing, from one line and from one label without failing', () => {
    expect(predict(train([]), 'hello')).toMatchObject({ label: '', confidence: 0 })
    expect(predict(train([{ text: 'hello', label: 'a' }]), 'hello').label).toBe('a')
    expect(predict(train([{ text: '', label: 'a' }]), '').label).toBe('a')
  })
})

describe('the line between known and unknown', () => {
  test('lets through no more than the wanted share of the strangers it was drawn on, and is the smallest that does', () => {
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 50 }), chance, (leads, recall) => {
        const threshold = thresholdFor(leads, recall)
        const caught = (at: number) => leads.filter((lead) => lead <= at).length
        const wanted = Math.ceil(recall * leads.length)
        expect(caught(threshold)).toBeGreaterThanOrEqual(wanted)
        for (const lower of leads.filter((lead) => lead < threshold)) expect(caught(lower)).toBeLessThan(wanted)
      }),
    )
  })

  test('a higher wanted recall never answers more strangers', () => {
    const strangers = said.filter(({ intent }) => intent === 'out-of-scope')
    const some = lines.filter((_, at) => at % 3 === 0) // each model here is learnt five times
    const caught = [0.3, 0.6, 0.9].map((wantedRecall) => {
      const model = trainScoped(some, { oos: 'unknown', wantedRecall })
      return strangers.filter(({ text }) => predictScoped(model, text).label === 'unknown').length
    })
    expect(caught).toEqual(caught.toSorted((a, b) => a - b))
    expect(caught[2]).toBeGreaterThan(strangers.length / 2)
  })

  test('without an out-of-scope label every message gets one of the learnt labels', () => {
    const model = trainScoped(lines)
    for (const text of asked) expect(model.model.labels).toContain(predictScoped(model, text).label)
  })
})

describe('calibration', () => {
  test('a surer model is never less likely right', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ lead: chance, right: fc.boolean() })), chance, chance, (outcomes, a, b) => {
        const calibration = calibrate(outcomes)
        const [low, high] = [chanceRight(calibration, Math.min(a, b)), chanceRight(calibration, Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high)
        expect(low >= 0 && high <= 1).toBe(true)
      }),
    )
  })

  test('finds the share that was right when the lead says nothing', () => {
    const outcomes = Array.from({ length: 200 }, (_, at) => ({ lead: 0.5, right: at % 4 !== 0 }))
    expect(chanceRight(calibrate(outcomes), 0.5)).toBeCloseTo(0.75, 2)
  })
})

describe('a stored model', () => {
  test('answers exactly as the one that was packed', () => {
    const model = seedModel()
    const back = unpackModel(packModel(model), 'mdl_test')!
    for (const text of asked)
      for (const question of ['intent', 'category'] as const)
        expect(predictScoped(back[question], text)).toEqual(predictScoped(model[question], text))
  })

  test('takes about a megabyte for the seed', () => {
    expect(packModel(seedModel()).length).toBeLessThan(1_500_000)
  })

  test('that is damaged is refused instead of answering nonsense', () => {
    const packed = JSON.parse(packModel(seedModel()))
    packed.intent.model.weights = packed.intent.model.weights.slice(0, 400)
    expect(() => unpackModel(JSON.stringify(packed), 'mdl_x')).toThrow('damaged')
    expect(() => unpackModel('{}', 'mdl_x')).toThrow()
  })

  test('that an earlier release packed is not read by today’s measures', () => {
    const before = { ...JSON.parse(packModel(seedModel())), format: 1 }
    before.intent.threshold = 1
    expect(unpackModel(JSON.stringify(before), 'mdl_old')).toBeUndefined()
  })
})

test('a correction that agents repeat changes the answer', () => {
  const lesson = { text: 'the zorblax is jammed', intent: 'incident', category: 'hardware' } as const
  const taught = trainTriage([...seedLines(), lesson, { ...lesson, text: 'zorblax jammed again' }], 'mdl_taught')
  expect(predictScoped(taught.category, 'zorblax jammed').label).toBe('hardware')
})
