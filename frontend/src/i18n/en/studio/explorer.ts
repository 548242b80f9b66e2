import { n, some } from '../counts'

export const explorer = {
  title: 'Where raters disagree',
  note: (total: number, question: string) =>
    `${some(total, 'item', 'items')} with two answers or more to “${question}”.`,
  toDecide: 'Items to decide',
  sort: 'Most first by',
  measures: {
    entropy: 'entropy (bits)',
    gain: 'expected gain of one more rating (bits)',
    camps: 'two camps',
    distance: 'distance between raters (1: chance)',
    sd: 'standard deviation (points)',
    bimodality: 'bimodality (above 0.56: two camps)',
    spread: 'spread of traces (SD over time, part of the scale)',
    n: 'number of answers',
  } as Record<string, string>,
  short: {
    entropy: 'entropy',
    gain: 'gain',
    camps: 'two camps',
    distance: 'distance',
    sd: 'SD',
    bimodality: 'bimodality',
    spread: 'spread',
    n: 'answers',
  } as Record<string, string>,
  filters: 'Filters',
  found: (count: number) => `${some(count, 'item', 'items')}`,
  why: { ambiguous: 'ambiguous item', careless: 'perhaps careless' } as Record<string, string>,
  whyNote: {
    ambiguous: 'Raters who pay attention see it differently.',
    careless: 'One answer looks as if given without attention; the others agree.',
  } as Record<string, string>,
  whyChip: (why: string, count: number) => `${why} (${n(count)})`,
  pair: (first: string, second: string) => `${first} or ${second}`,
  pairChip: (first: string, second: string, count: number) => `${first} or ${second} (${n(count)})`,
  pairs: 'Labels that meet most often',
  needs: (count: number) => `needs more raters (${n(count)})`,
  clear: 'Clear filters',
  need: 'More raters',
  needNote: (width: string) =>
    `An item needs more raters until the widest 95% interval of a share, or of the mean, is at most ${width} wide.`,
  needLine: (items: number, raters: number, capped: boolean) =>
    `${items === 1 ? '1 item needs' : `${n(items)} items need`} ${n(raters)}${capped ? ' or more' : ''} more ${raters === 1 ? 'rater' : 'raters'}`,
  needNone: 'No item needs more raters for that.',
  width: 'Width to reach',
  askAll: (ratings: number) => `Ask for ${some(ratings, 'more rating', 'more ratings')}`,
  askAllNote: (most: number) => `At most ${n(most)} more raters an item at a time.`,
  confirm: 'Ask now',
  cancel: 'Cancel',
  asked: (ratings: number, items: number) =>
    ratings === 0
      ? 'Nothing changed: these items wait for as many raters already, or have nothing to show.'
      : `${some(ratings, 'more rating', 'more ratings')} asked for on ${some(items, 'item', 'items')}.`,
  more: (raters: number, capped: boolean, asked: number) =>
    `needs ${capped ? 'at least ' : ''}${some(raters, 'more rater', 'more raters')}${asked < raters ? `; ${n(asked)} are asked for at a time` : ''}`,
  enough: 'enough raters',
  ask: (raters: number) => `Ask for ${some(raters, 'more rater', 'more raters')}`,
  askOf: (key: string, raters: number) =>
    `Ask for ${some(raters, 'more rater', 'more raters')} on ${key}`,
  waiting: (open: number) => `waits for ${some(open, 'more rater', 'more raters')}`,
  cannotAsk: 'a name only: nobody can be asked about it',
  decide: 'Decide',
  decideOf: (key: string) => `Decide ${key}`,
  listen: 'Listen',
  item: (key: string) => `Item ${key}`,
  together: 'together',
  unknownRater: 'rater unknown',
  carelessMark: (share: string) => `perhaps careless (${share})`,
  mean: (value: string, sd: string | null) =>
    sd === null ? `mean ${value}` : `mean ${value}, SD ${sd}`,
  answers: (count: number) => some(count, 'answer', 'answers'),
  empty: 'No disagreement to show yet',
  emptyText:
    'It needs items with answers of two raters or more. They appear here by themselves, the most divided first.',
  noneSuch: 'No item like that',
  noneSuchText: 'No item with several answers fits these filters.',
  keys: 'Keys: j and k go from item to item, Space plays, a asks for more raters.',
  group: 'Disagreement',
  next: 'Next item',
  previous: 'Previous item',
  play: 'Play or pause',
  askKey: 'Ask for the raters that the item needs',
}
