/** Turns a model's lead into the chance of being right: logistic regression on the log-odds of the lead (Platt 1999). */
export interface Calibration {
  readonly slope: number
  readonly intercept: number
}

export interface Outcome {
  readonly lead: number
  readonly right: boolean
}

const STEPS = 25
/** Keeps the fit finite when every outcome is alike. */
const RIDGE = 0.01
const EDGE = 1e-4

const logOdds = (chance: number) => {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, chance))
  return Math.log(inside / (1 - inside))
}
const chanceOf = (odds: number) => 1 / (1 + Math.exp(-odds))

/** Newton's method on two parameters; the outcomes must come from lines that the model had not learnt. */
export function calibrate(outcomes: readonly Outcome[]): Calibration {
  let slope = 1
  let intercept = 0
  for (let step = 0; step < STEPS; step++) {
    let [gs, gi, hss, hsi, hii] = [RIDGE * (slope - 1), RIDGE * intercept, RIDGE, 0, RIDGE]
    for (const { lead, right } of outcomes) {
      const x = logOdds(lead)
      const chance = chanceOf(slope * x + intercept)
      const miss = chance - (right ? 1 : 0)
      const weight = Math.max(1e-6, chance * (1 - chance))
      gs += miss * x
      gi += miss
      hss += weight * x * x
      hsi += weight * x
      hii += weight
    }
    const determinant = hss * hii - hsi * hsi
    slope -= (hii * gs - hsi * gi) / determinant
    intercept -= (hss * gi - hsi * gs) / determinant
  }
  return { slope: Math.max(0, slope), intercept }
}

/** The chance that a proposal with this lead is right, 0 to 1. Never falls while the lead rises. */
export const chanceRight = ({ slope, intercept }: Calibration, lead: number): number =>
  chanceOf(slope * logOdds(lead) + intercept)
