import { n, some } from '../counts'

const perText = (per: number | null) =>
  per === null ? '' : `, ${per.toLocaleString('en', { maximumFractionDigits: 1 })} a rating`

export const readings = {
  note: (what: string, ratings: number, items: number, cannotTell: number) =>
    `${what}, n = ${some(ratings, 'rating', 'ratings')} on ${some(items, 'item', 'items')}${cannotTell ? `, ${n(cannotTell)} cannot tell` : ''}`,
  shares: {
    distribution: 'Mean share; counts at the end',
    choice: 'Share of ratings; counts at the end',
    multi: 'Share of ratings that chose it; counts at the end',
    intensity: 'Share of ratings above the lowest point; counts at the end',
    statement: 'Share of ratings; counts at the end',
    review: 'What became of the draft: share of ratings; counts at the end',
  } as Record<string, string>,
  histogram: 'Count of answers',
  preference: 'Preference rate with Wilson’s 95% interval, over all pairs',
  preferred: 'Preferred',
  rate: 'Rate',
  low: 'From (95%)',
  high: 'To (95%)',
  ranks: 'Mean rank of each label, 1 is best',
  meanRank: 'Mean rank',
  ranked: 'Ranked by',
  first: 'Share put first',
  plane: 'Each answer as a point; the mean, and one standard deviation around it',
  planeCells: 'Answers by place, larger is more; the mean of all',
  planeMean: (where: string) => `Mean: ${where}`,
  words: (distinct: number, perRating: number | null) =>
    `Share of ratings with the word; ${some(distinct, 'different word', 'different words')}${perRating === null ? '' : `, ${perRating.toLocaleString('en', { maximumFractionDigits: 1 })} a rating`}`,
  word: 'Word',
  lengths: (mean: number | null) =>
    `Texts by length in characters${mean === null ? '' : `, ${mean.toLocaleString('en', { maximumFractionDigits: 0 })} on average`}`,
  characters: 'characters',
  latest: 'The latest',
  units: {
    seconds: (total: number) => `${total.toLocaleString('en', { maximumFractionDigits: 1 })} s`,
    characters: (total: number) => `${total.toLocaleString('en')} char.`,
    area: (total: number) => total.toLocaleString('en', { maximumFractionDigits: 2 }),
  },
  times: (count: number) => `${n(count)}×`,
  parts: {
    seconds: (per: number | null) => `Seconds marked, and how often${perText(per)}`,
    characters: (per: number | null) => `Characters marked, and how often${perText(per)}`,
    area: (per: number | null) => `Boxes: area in images, and how often${perText(per)}`,
  },
  track: 'Track',
  marked: 'Marked',
  turn: 'Turn',
  here: 'this one',
  distance: (question: string) => `Where they lie: ${question}`,
  distanceNote: 'Spans by the turn that holds them; -1 is the turn before',
  edits: (count: number, mean: number | null) =>
    `${some(count, 'draft was', 'drafts were')} edited${mean === null ? '' : `, edit distance ${mean.toLocaleString('en', { maximumFractionDigits: 2 })} on average`}`,
  editDistance: 'Mean edit distance',
  part: 'Part',
  kind: 'Kind',
  rater: (number: number) => `Rater ${String(number)}`,
  answersOf: (count: number) => some(count, 'answer', 'answers'),
  marksTitle: (question: string, item: string) => `${item}: ${question}`,
  marksNote: (raters: number) =>
    `What was marked when, a row per rater, n = ${some(raters, 'rater', 'raters')}; an empty row is an answer that nothing was there`,
  boxesNote: (raters: number) =>
    `Boxes over the picture in the colours of their raters, n = ${some(raters, 'rater', 'raters')}`,
  from: 'From (s)',
  to: 'To (s)',
  width: 'Width',
  height: 'Height',
  raterName: 'Rater',
  traceItem: (question: string) => `${question}: which item`,
  traceTitle: (dimension: string, item: string) => `${dimension} over time: ${item}`,
  traceNote: (lines: number) =>
    `One thin line a rater; the mean is bold, its band one standard deviation. n = ${some(lines, 'trace', 'traces')}`,
  tracesOf: (count: number) => some(count, 'trace', 'traces'),
  rate_hz: (rate: string) => `${rate} samples a second`,
  devices: {
    mouse: 'mouse',
    touch: 'touch',
    wheel: 'wheel',
    keys: 'keys',
    gamepad: 'gamepad',
  } as Record<string, string>,
  second: 'Second',
  mean: 'Mean',
  sdLow: 'Mean - sd',
  sdHigh: 'Mean + sd',
  lines: 'Traces',
}
